namespace Pulsepoint.Mcp.Core.Brands;

/// <summary>What a call needs to know about its tenant before it can compile a query.</summary>
public sealed record TenantProfile
{
    /// <summary>ISO 4217 code in which several brands together are reported.</summary>
    public required string ReportingCurrency { get; init; }

    /// <summary>IANA zone that decides which day is today when brands of several zones are asked about together.</summary>
    public required string ReportingTimeZone { get; init; }

    /// <summary>Demo data: the only tenants for which a fixed business "now" is accepted.</summary>
    public required bool IsDemo { get; init; }

    /// <summary>The brands in the key's scope as the database enforces it, ordered by id.</summary>
    public required IReadOnlyList<Brand> Brands { get; init; }
}
