namespace Pulsepoint.Mcp.Core.Warehouses;

/// <summary>One answer, and the question that led to it: a UUIDv7, so that ids sort by time.</summary>
public readonly record struct AnswerId(Guid Value)
{
    public static AnswerId New(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);

        return new AnswerId(Guid.CreateVersion7(time.GetUtcNow()));
    }

    public override string ToString() => Value.ToString();
}
