using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Tokens;

namespace Pulsepoint.Mcp.Postgres.Tokens;

internal sealed record WaitingTokenRow
{
    public required string Slug { get; init; }

    public required Guid Id { get; init; }

    public required Guid Kid { get; init; }

    public required string Identity { get; init; }

    public required byte[] PublicKey { get; init; }

    public required bool ReadsFacts { get; init; }

    public WaitingToken ToWaiting() => new(
        TenantId.Parse(Slug),
        new TokenRequestId(Id),
        new KeyId(Kid),
        ServiceIdentity.Parse(Identity),
        PublicKey,
        ReadsFacts ? TokenUse.FactsAndEvents : TokenUse.Events);
}
