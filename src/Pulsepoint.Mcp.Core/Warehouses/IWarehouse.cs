using Pulsepoint.Mcp.Core.Metrics.Sql;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Warehouses;

/// <summary>A store that runs compiled metric queries. It decides nothing: text and parameters come compiled.</summary>
public interface IWarehouse
{
    WarehouseEngine Engine { get; }

    /// <summary>What is loaded for the tenant; null when nothing is.</summary>
    /// <exception cref="Refusals.RefusalException"><c>source_unavailable</c>, or the key is not accepted any more.</exception>
    Task<WarehouseState?> DescribeAsync(TenantContext tenant, CancellationToken cancellationToken);

    /// <summary>Runs the query on the tenant's own data and returns its rows in order.</summary>
    /// <exception cref="Refusals.RefusalException"><c>source_unavailable</c>, or the key is not accepted any more.</exception>
    Task<IReadOnlyList<FactRow>> RunAsync(TenantContext tenant, CompiledQuery query, CancellationToken cancellationToken);
}
