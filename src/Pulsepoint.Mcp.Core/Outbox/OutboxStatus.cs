namespace Pulsepoint.Mcp.Core.Outbox;

/// <summary>How the outbox of this machine stands.</summary>
public sealed record OutboxStatus
{
    /// <summary>Where nothing was ever kept.</summary>
    public static OutboxStatus None { get; } = new();

    /// <summary>The database file, with its full path; null where there is none yet.</summary>
    public string? File { get; init; }

    /// <summary>By sink name: those that are configured, and those that something still waits for.</summary>
    public IReadOnlyList<SinkStatus> Sinks { get; init; } = [];

    /// <summary>Events kept, each once however many sinks wait for it.</summary>
    public long Events { get; init; }

    /// <summary>Bytes that the events take up in the file.</summary>
    public long UsedBytes { get; init; }

    /// <summary>Bytes from which a warning is given.</summary>
    public long SoftCapBytes { get; init; }

    /// <summary>Bytes from which the oldest usage events are given up.</summary>
    public long HardCapBytes { get; init; }

    /// <summary>How many events were given up for want of room since the file was made.</summary>
    public long Dropped { get; init; }

    /// <summary>Damaged files that were set aside, with their full paths.</summary>
    public IReadOnlyList<string> DamagedFiles { get; init; } = [];

    /// <summary>What was noticed of the file since it was made, oldest first; <see cref="DamagedFiles"/> may have been removed since.</summary>
    public IReadOnlyList<OutboxIncident> Incidents { get; init; } = [];

    /// <summary>What waits of keys that no process of this machine delivers for now; by tenant and key.</summary>
    public IReadOnlyList<LeftEvents> Left { get; init; } = [];
}
