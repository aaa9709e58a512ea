namespace Pulsepoint.Mcp.Core.Usage;

/// <summary>How it ended. The names on the wire (<see cref="EventNames"/>) are pinned.</summary>
public enum EventOutcome
{
    Ok,

    /// <summary>It failed, and that was not expected.</summary>
    Error,

    /// <summary>It was refused; <c>error_code</c> says why.</summary>
    Refused,

    /// <summary>The question was answered with a question.</summary>
    Clarify,
}
