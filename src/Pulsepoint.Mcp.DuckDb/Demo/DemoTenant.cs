using NodaTime;
using Pulsepoint.Mcp.Core.Administration;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.DuckDb.Demo;

/// <summary>A demo organisation with its brands and people.</summary>
internal sealed record DemoTenant(
    string Slug,
    string Name,
    string ReportingCurrency,
    string ReportingTimeZone,
    IReadOnlyList<DemoBrand> Brands,
    IReadOnlyList<UserDescription> Users)
{
    public TenantId Id => TenantId.Parse(Slug);

    public TenantDescription Describe() =>
        new(Id, Name, ReportingCurrency, ReportingTimeZone, IsDemo: true, [.. Brands.Select(b => b.Describe())], Users);

    public LocalDate LastDay(Instant now) => Brands.Max(b => b.Today(now));
}
