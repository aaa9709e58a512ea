namespace Pulsepoint.Mcp.Core.Alerts;

/// <summary>An alert: a UUIDv7 made by whoever fires it, so that a repeated firing adds nothing.</summary>
public readonly record struct AlertId(Guid Value)
{
    public static AlertId New(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);

        return new AlertId(Guid.CreateVersion7(time.GetUtcNow()));
    }

    public override string ToString() => Value.ToString();
}
