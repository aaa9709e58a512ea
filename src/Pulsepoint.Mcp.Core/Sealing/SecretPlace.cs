using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Sealing;

/// <summary>What a secret is for. It is sealed together with this, so it opens nowhere else.</summary>
/// <param name="Tenant">Whose.</param>
/// <param name="Brand">Of which brand.</param>
/// <param name="Source">Of which of its connections: <c>shopify</c>, <c>meta</c>, <c>tiktok</c> or <c>google</c>.</param>
/// <param name="Name">What it is there: <c>access_token</c>.</param>
public sealed record SecretPlace(TenantId Tenant, BrandId Brand, string Source, string Name)
{
    public override string ToString() => $"{Tenant}/{Brand}/{Source}/{Name}";
}
