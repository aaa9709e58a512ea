namespace Pulsepoint.Mcp.Core.Tokens;

/// <summary>A request for a token: a UUIDv7 made by whoever asks, so that a repeated request is the same one.</summary>
public readonly record struct TokenRequestId(Guid Value)
{
    public static TokenRequestId New(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);

        return new TokenRequestId(Guid.CreateVersion7(time.GetUtcNow()));
    }

    public override string ToString() => Value.ToString();
}
