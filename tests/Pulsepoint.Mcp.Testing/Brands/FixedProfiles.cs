using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Testing.Brands;

/// <summary>Two brands of Aurora; throws what it is told to.</summary>
public sealed class FixedProfiles : ITenantProfiles
{
    public Exception? Failure { get; set; }

    /// <summary>What is read.</summary>
    public TenantProfile Read { get; set; } = Profile;

    public TenantContext? LastAsked { get; private set; }

    public static TenantProfile Profile { get; } = new()
    {
        ReportingCurrency = "USD",
        ReportingTimeZone = "America/New_York",
        IsDemo = true,
        Brands =
        [
            new Brand(BrandId.Parse("luma-skin"), "Luma Skin", "USD", "America/New_York", ["shopify", "meta"]),
            new Brand(BrandId.Parse("peakform"), "Peakform, \"the\" gym", "EUR", "Europe/Berlin", ["shopify"]),
        ],
    };

    public Task<TenantProfile> ReadAsync(TenantContext tenant, CancellationToken cancellationToken)
    {
        LastAsked = tenant;
        return Failure is null ? Task.FromResult(Read) : Task.FromException<TenantProfile>(Failure);
    }
}
