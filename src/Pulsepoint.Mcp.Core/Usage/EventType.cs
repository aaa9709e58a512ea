namespace Pulsepoint.Mcp.Core.Usage;

/// <summary>What happened. The names on the wire (<see cref="EventNames"/>) are pinned: programs branch on them.</summary>
public enum EventType
{
    /// <summary>A tool was called, a resource read or a prompt fetched; refused calls too.</summary>
    ToolCall,

    /// <summary>Somebody said how good an answer was.</summary>
    Feedback,

    /// <summary>A key was missing, wrong, expired or revoked.</summary>
    KeyRefused,

    /// <summary>A call came too soon after others.</summary>
    RateLimited,

    /// <summary>Facts or roll-ups were loaded.</summary>
    Sync,

    /// <summary>Events were lost before delivery: dropped for room, or with a damaged file. <c>extra</c> counts them and says why.</summary>
    OutboxDropped,
}
