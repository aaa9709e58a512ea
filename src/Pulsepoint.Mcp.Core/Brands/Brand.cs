using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Brands;

/// <summary>A brand as its tenant describes it.</summary>
/// <param name="Id">The slug that queries use.</param>
/// <param name="Name">The name people say.</param>
/// <param name="Currency">ISO 4217 code of the shop; the brand's money is in it.</param>
/// <param name="TimeZone">IANA zone of the shop; the brand's days are in it.</param>
/// <param name="Sources">Connected sources, of <c>shopify meta tiktok google</c>.</param>
public sealed record Brand(BrandId Id, string Name, string Currency, string TimeZone, IReadOnlyList<string> Sources)
{
    /// <summary>As its organisation has set them.</summary>
    public BrandCosts Costs { get; init; } = BrandCosts.NotSet;
}
