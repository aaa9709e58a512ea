using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Administration;

/// <summary>A tenant as an administrator describes it.</summary>
/// <param name="Tenant">Its slug.</param>
/// <param name="Name">The name people say.</param>
/// <param name="ReportingCurrency">ISO 4217; several brands together are reported in it.</param>
/// <param name="ReportingTimeZone">IANA zone of days that span brands.</param>
/// <param name="IsDemo">Demo data, with a business "now" that may be fixed.</param>
/// <param name="Brands">Its brands.</param>
/// <param name="Users">Its people.</param>
public sealed record TenantDescription(
    TenantId Tenant,
    string Name,
    string ReportingCurrency,
    string ReportingTimeZone,
    bool IsDemo,
    IReadOnlyList<Brand> Brands,
    IReadOnlyList<UserDescription> Users);
