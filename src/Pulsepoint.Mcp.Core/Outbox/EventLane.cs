namespace Pulsepoint.Mcp.Core.Outbox;

/// <summary>What an event is kept for, and so what may be given up when the disk is short.</summary>
public enum EventLane
{
    /// <summary>Never given up: where it cannot be written, what it records must not happen.</summary>
    Audit,

    /// <summary>The oldest are given up when the outbox is full; one event says how many.</summary>
    Usage,

    /// <summary>What people said of answers. Never given up.</summary>
    Feedback,
}
