namespace Pulsepoint.Mcp.Core.Budgets;

/// <summary>A reservation of bytes: a UUIDv7 made by whoever reserves, so that a repeated one is the same one.</summary>
public readonly record struct ReservationId(Guid Value)
{
    public static ReservationId New(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);

        return new ReservationId(Guid.CreateVersion7(time.GetUtcNow()));
    }

    public override string ToString() => Value.ToString();
}
