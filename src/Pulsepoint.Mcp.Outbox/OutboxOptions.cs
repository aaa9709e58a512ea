namespace Pulsepoint.Mcp.Outbox;

/// <summary>How much the outbox may keep, and how long it is waited for.</summary>
public sealed record OutboxOptions
{
    private const long LeastBytes = 1 << 20;

    /// <summary>Bytes of events from which the oldest usage events are given up; at least 1 MiB. About 250,000 events at first.</summary>
    public long HardCapBytes { get; init; } = 256L << 20;

    /// <summary>Bytes of events from which a warning is given: four fifths of the hard cap.</summary>
    public long SoftCapBytes => HardCapBytes / 5 * 4;

    /// <summary>Bytes set aside on the disk, given back when it is full, so that making room never needs room; 0 for none.</summary>
    public long HeadRoomBytes { get; init; } = 4L << 20;

    /// <summary>How long a call waits until its event is on the disk.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How often it is looked for what others left.</summary>
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long an event stays with the process that took it, should that die.</summary>
    internal TimeSpan LeaseFor { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>How long a sink is waited for; shorter than a lease.</summary>
    internal TimeSpan SinkPatience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long after an event others may join it on the way to a sink; it takes the disk's turns from those who write.</summary>
    internal TimeSpan Gather { get; init; } = TimeSpan.FromMilliseconds(100);

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(HardCapBytes, LeastBytes);
    }
}
