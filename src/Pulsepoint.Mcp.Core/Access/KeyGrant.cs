using NodaTime;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Access;

/// <summary>What a new key is to say: the claims of the token and the row that decides about them.</summary>
public sealed record KeyGrant
{
    public required KeyId Key { get; init; }

    public required TenantId Tenant { get; init; }

    public required string TenantName { get; init; }

    public required UserId User { get; init; }

    public required string UserName { get; init; }

    public required Permissions Permissions { get; init; }

    public required BrandScope Brands { get; init; }

    public required Instant IssuedAt { get; init; }

    public required Instant ExpiresAt { get; init; }

    /// <summary>For people; in the row alone, not in the key.</summary>
    public string? Note { get; init; }
}
