using System.Buffers.Binary;
using NodaTime;

namespace Pulsepoint.Mcp.Core.Usage;

/// <summary>One usage event: a UUIDv7 made where the event happened, so that ids sort by time and a repeated delivery counts once.</summary>
public readonly record struct EventId(Guid Value)
{
    public static EventId New(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);

        return new EventId(Guid.CreateVersion7(time.GetUtcNow()));
    }

    /// <summary>When its maker's clock says that it was made, to the millisecond; the database counts days by it.</summary>
    public Instant MadeAt
    {
        get
        {
            Span<byte> bytes = stackalloc byte[16];
            Value.TryWriteBytes(bytes, bigEndian: true, out _);
            return Instant.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(bytes) >>> 16);
        }
    }

    public override string ToString() => Value.ToString();
}
