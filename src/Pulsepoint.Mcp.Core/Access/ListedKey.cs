using NodaTime;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Access;

/// <summary>A key as the database knows it: everything but what could prove it.</summary>
public sealed record ListedKey
{
    public required KeyId Key { get; init; }

    public required UserId User { get; init; }

    /// <summary>Null where the person's row is gone.</summary>
    public string? UserName { get; init; }

    public string? UserEmail { get; init; }

    public required Permissions Permissions { get; init; }

    public required BrandScope Brands { get; init; }

    public string? Note { get; init; }

    public required Instant CreatedAt { get; init; }

    /// <summary>When it ends; earlier than the key itself says once it was replaced.</summary>
    public required Instant ExpiresAt { get; init; }

    public Instant? RevokedAt { get; init; }

    public KeyId? ReplacedBy { get; init; }

    public required KeyState State { get; init; }
}
