using NodaTime;
using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Postgres.Access;

internal sealed record KeyRow
{
    public required Guid Kid { get; init; }

    public required Guid UserId { get; init; }

    public string? UserName { get; init; }

    public string? UserEmail { get; init; }

    public required int Perms { get; init; }

    public string[]? Brands { get; init; }

    public string? Note { get; init; }

    public required DateTime CreatedAt { get; init; }

    public required DateTime ExpiresAt { get; init; }

    public DateTime? RevokedAt { get; init; }

    public Guid? ReplacedBy { get; init; }

    public required string State { get; init; }

    public ListedKey ToListed() => new()
    {
        Key = new KeyId(Kid),
        User = new UserId(UserId),
        UserName = UserName,
        UserEmail = UserEmail,
        Permissions = (Permissions)Perms,
        Brands = Brands is null ? BrandScope.All : BrandScope.Of(Brands.Select(BrandId.Parse)),
        Note = Note,
        CreatedAt = Instant.FromDateTimeUtc(CreatedAt),
        ExpiresAt = Instant.FromDateTimeUtc(ExpiresAt),
        RevokedAt = RevokedAt is { } revoked ? Instant.FromDateTimeUtc(revoked) : null,
        ReplacedBy = ReplacedBy is { } successor ? new KeyId(successor) : null,
        State = KeyStates.Parse(State),
    };
}
