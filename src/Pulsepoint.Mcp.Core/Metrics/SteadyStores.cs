using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Core.Metrics;

/// <summary>Reads a tenant's stores so that one answer never mixes two loads of data.</summary>
internal sealed class SteadyStores(IEnumerable<IWarehouse> warehouses)
{
    // A publish in the middle of an answer is rare; two in a row are a store that is being rebuilt.
    private const int Attempts = 2;

    // Roll-ups first: they answer in milliseconds and stand behind the database's wall.
    private readonly IWarehouse[] _warehouses = [.. warehouses.OrderBy(w => w.Engine)];

    /// <param name="tenant">Whose stores.</param>
    /// <param name="read">Makes the answer; called again when the data were replaced meanwhile.</param>
    /// <param name="cancellationToken">The client cancelled, or the server stops.</param>
    /// <exception cref="RefusalException"><c>source_unavailable</c>, or the key is not accepted any more.</exception>
    public async Task<T> ReadAsync<T>(TenantContext tenant, Func<LoadedStores, Task<T>> read, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var before = await DescribeAsync(tenant, cancellationToken);
            var answer = await read(before);

            // An answer is several queries. Asked again at its end, the stores say whether all of them saw the same data, and
            // the database whether the key still stands: one that ended meanwhile gets no answer.
            var after = await DescribeAsync(tenant, cancellationToken);
            if (before.Generations.SequenceEqual(after.Generations))
                return answer;
        }

        throw Refusal.SourceUnavailable("The data are being replaced just now.", "Ask again in a moment.");
    }

    private async Task<LoadedStores> DescribeAsync(TenantContext tenant, CancellationToken cancellationToken)
    {
        List<(IWarehouse, WarehouseState)> loaded = [];
        foreach (var warehouse in _warehouses)
        {
            if (await warehouse.DescribeAsync(tenant, cancellationToken) is { } state)
                loaded.Add((warehouse, state));
        }

        return loaded.Count > 0
            ? new LoadedStores(loaded)
            : throw Refusal.SourceUnavailable("No data are loaded for this organisation yet.", "Ask your administrator to run the first sync.");
    }
}
