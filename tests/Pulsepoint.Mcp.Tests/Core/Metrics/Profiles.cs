using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Tests.Core.Metrics;

/// <summary>Tenants for tests: two dollar brands and a sterling one.</summary>
internal static class Profiles
{
    public static TenantProfile Aurora { get; } = new()
    {
        ReportingCurrency = "USD",
        ReportingTimeZone = "America/New_York",
        IsDemo = true,
        Brands =
        [
            new Brand(BrandId.Parse("luma-skin"), "Luma Skin", "USD", "America/New_York", ["shopify", "meta"]),
            new Brand(BrandId.Parse("peakform"), "Peakform", "USD", "America/Los_Angeles", ["shopify", "meta"]),
            new Brand(BrandId.Parse("tidewell"), "Tidewell", "GBP", "Europe/London", ["shopify", "google"]),
        ],
    };
}
