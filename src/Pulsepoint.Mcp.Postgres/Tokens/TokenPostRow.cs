using NodaTime;
using Pulsepoint.Mcp.Core.Tokens;

namespace Pulsepoint.Mcp.Postgres.Tokens;

internal sealed record TokenPostRow
{
    public Guid? Id { get; init; }

    public byte[]? Keepsake { get; init; }

    public byte[]? Sealed { get; init; }

    public DateTime? TokenUntil { get; init; }

    public int? SecondsLeft { get; init; }

    public string? Refusal { get; init; }

    public required int WaitSeconds { get; init; }

    public TokenPost ToPost() => Id is { } id && Keepsake is { } keepsake
        ? new TokenPost
        {
            Id = new TokenRequestId(id),
            Keepsake = keepsake,
            Answer = Sealed is { } envelope && TokenUntil is { } until && SecondsLeft is { } left
                ? new TokenAnswer(envelope, Instant.FromDateTimeUtc(until), Duration.FromSeconds(left))
                : null,
            Denial = TokenDenials.Of(Refusal),
        }
        : throw TokenRefusal.TooMany(WaitSeconds);
}
