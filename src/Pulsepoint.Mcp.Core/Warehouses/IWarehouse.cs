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
    /// <param name="tenant">Whose data.</param>
    /// <param name="answer">What the query is for; what it cost is added there, whatever becomes of it.</param>
    /// <param name="query">Text and parameters.</param>
    /// <param name="cancellationToken">Nobody wants it any more.</param>
    /// <exception cref="Refusals.RefusalException"><c>source_unavailable</c>, or the key is not accepted any more.</exception>
    Task<IReadOnlyList<FactRow>> RunAsync(TenantContext tenant, AnswerContext answer, CompiledQuery query, CancellationToken cancellationToken);
}
