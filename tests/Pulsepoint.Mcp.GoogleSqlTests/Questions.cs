using NodaTime;
using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Metrics.Planning;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.GoogleSqlTests;

/// <summary>Checked queries of a tenant with brands of two currencies, and their plans.</summary>
internal static class Questions
{
    /// <summary>A range of the seeded facts, a year's end in it.</summary>
    public static RequestTime Time { get; } = new(null, "2025-12-01", "2026-02-10");

    public static DatasetName Dataset { get; } = DatasetName.Parse("pulsepoint-eu.t_aurora");

    public static IReadOnlyList<Brand> Brands => Profile.Brands;

    private static TenantProfile Profile { get; } = new()
    {
        ReportingCurrency = "USD",
        ReportingTimeZone = "America/New_York",
        IsDemo = true,
        Brands =
        [
            new Brand(BrandId.Parse("luma-skin"), "Luma Skin", "USD", "America/New_York", ["shopify", "meta"]) { Costs = new BrandCosts(4.2m, 0.029m) },
            new Brand(BrandId.Parse("peakform"), "Peakform", "USD", "America/Los_Angeles", ["shopify", "meta"]),
            new Brand(BrandId.Parse("tidewell"), "Tidewell", "GBP", "Europe/London", ["shopify", "google"]) { Costs = new BrandCosts(3.1599m, 0.0145m) },
        ],
    };

    public static MetricQuery Check(MetricRequest request) =>
        QueryChecker.Check(request with { Time = Time }, Profile, new LocalDate(2025, 11, 24), _ => new LocalDate(2026, 11, 23));

    public static QueryPlan? Plan(MetricQuery query, WarehouseEngine engine) =>
        QueryPlanner.Plan(query, engine) is { } plan ? plan with { Dataset = engine == WarehouseEngine.BigQuery ? Dataset : null } : null;
}
