using NodaTime;
using Pulsepoint.Mcp.Core.Metrics.Sql;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Testing.Brands;

/// <summary>A warehouse that has what <see cref="FixedProfiles"/> describes, and no rows.</summary>
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

    public Task<WarehouseState?> DescribeAsync(TenantContext tenant, CancellationToken cancellationToken) => Task.FromResult(State);

    public Task<IReadOnlyList<FactRow>> RunAsync(TenantContext tenant, CompiledQuery query, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<FactRow>>([]);
}
