using NodaTime;
using Pulsepoint.Mcp.Core.Sealing;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Postgres.Sealing;

internal sealed record KeptSecretRow
{
    public required string BrandId { get; init; }

    public required string Source { get; init; }

    public required string Name { get; init; }

    public required string KeyId { get; init; }

    public required byte[] Sealed { get; init; }

    public required DateTime SealedAt { get; init; }

    public KeptSecret ToKept(TenantId tenant) => new(
        new SecretPlace(tenant, Core.Tenancy.BrandId.Parse(BrandId), Source, Name), new SealedSecret(KeyId, Sealed), Instant.FromDateTimeUtc(SealedAt));
}
