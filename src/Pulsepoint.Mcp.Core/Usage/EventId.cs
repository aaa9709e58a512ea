namespace Pulsepoint.Mcp.Core.Usage;

/// <summary>One usage event: a UUIDv7 made where the event happened, so that ids sort by time and a repeated delivery counts once.</summary>
public readonly record struct EventId(Guid Value)
{
    public static EventId New(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);

        return new EventId(Guid.CreateVersion7(time.GetUtcNow()));
    }

    public override string ToString() => Value.ToString();
}
