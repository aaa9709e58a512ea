using NodaTime;
using Pulsepoint.Mcp.Core.Metrics.Sql;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Testing.Brands;

/// <summary>
/// A warehouse that has what <see cref="FixedProfiles"/> describes. To a query with periods or keys it answers
/// <see cref="Groups"/> rows, to any other one row; every measure of row i is i + 0.5.
/// </summary>
public sealed class FixedWarehouse : IWarehouse
{
    private static readonly LocalDate s_first = new(2025, 1, 1);
    private static readonly LocalDate s_last = new(2026, 11, 22);

    public WarehouseEngine Engine => WarehouseEngine.DuckDb;

    public WarehouseState? State { get; set; } = new("g1",
    [
        new SourceLoad(BrandId.Parse("luma-skin"), "shopify", s_first, s_last, []),
        new SourceLoad(BrandId.Parse("luma-skin"), "meta", s_first, s_last.PlusDays(-1), []),
        new SourceLoad(BrandId.Parse("peakform"), "shopify", s_first, s_last, []),
    ]);

    public int Groups { get; set; } = 3;

    /// <summary>Answers queries instead, if it is set.</summary>
    public Func<CompiledQuery, IReadOnlyList<FactRow>>? Script { get; set; }

    /// <summary>What each query costs.</summary>
    public QueryCost Cost { get; set; }

    /// <summary>What every query waits for, or fails with.</summary>
    public Func<AnswerContext, CancellationToken, Task> Gate { get; set; } = (_, _) => Task.CompletedTask;

    public Task<WarehouseState?> DescribeAsync(TenantContext tenant, CancellationToken cancellationToken) => Task.FromResult(State);

    public async Task<IReadOnlyList<FactRow>> RunAsync(TenantContext tenant, AnswerContext answer, CompiledQuery query, CancellationToken cancellationToken)
    {
        answer.Cost.Add(Cost);
        await Gate(answer, cancellationToken);
        return Script?.Invoke(query) ?? [.. Enumerable.Range(0, query.HasPeriod || query.KeyCount > 0 ? Groups : 1).Select(i => Row(query, i))];
    }

    // The last measure counts amounts without an exchange rate: none.
    private static FactRow Row(CompiledQuery query, int i) => new(
        query.HasPeriod ? s_last.PlusDays(-i) : null,
        [.. Enumerable.Range(0, query.KeyCount).Select(k => $"key-{i}")],
        [.. Enumerable.Range(1, query.MeasureCount).Select(m => m == query.MeasureCount ? 0m : (decimal?)(i + 0.5m))]);
}
