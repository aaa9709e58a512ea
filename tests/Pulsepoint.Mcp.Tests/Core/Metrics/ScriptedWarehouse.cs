using Pulsepoint.Mcp.Core.Metrics.Sql;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Tests.Core.Metrics;

/// <summary>Has what it is given: rows for a query with groups, one sum of everything for one without.</summary>
internal sealed class ScriptedWarehouse(IReadOnlyList<SourceLoad> loads, params IReadOnlyList<FactRow> rows) : IWarehouse
{
    public WarehouseEngine Engine => WarehouseEngine.DuckDb;

    public Task<WarehouseState?> DescribeAsync(TenantContext tenant, CancellationToken cancellationToken) =>
        Task.FromResult<WarehouseState?>(new WarehouseState("g1", loads));

    public Task<IReadOnlyList<FactRow>> RunAsync(TenantContext tenant, AnswerContext answer, CompiledQuery query, CancellationToken cancellationToken) =>
        Task.FromResult(query.HasPeriod || query.KeyCount > 0 ? rows : [Total(query)]);

    private FactRow Total(CompiledQuery query) =>
        new(null, [], [.. Enumerable.Range(0, query.MeasureCount).Select(i => rows.Count == 0 ? null : rows.Sum(r => r.Measures[i]))]);
}
