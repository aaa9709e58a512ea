namespace Pulsepoint.Mcp.Core.Usage;

/// <summary>The names of types and outcomes as they stand in events.</summary>
public static class EventNames
{
    /// <summary>The type as sinks see it: <c>tool_call</c>.</summary>
    public static string Name(this EventType type) => type switch
    {
        EventType.ToolCall => "tool_call",
        EventType.Feedback => "feedback",
        EventType.KeyRefused => "key_refused",
        EventType.RateLimited => "rate_limited",
        EventType.Sync => "sync",
        EventType.OutboxDropped => "outbox_dropped",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "An event type without a name on the wire."),
    };

    /// <summary>The outcome as sinks see it: <c>ok</c>.</summary>
    public static string Name(this EventOutcome outcome) => outcome switch
    {
        EventOutcome.Ok => "ok",
        EventOutcome.Error => "error",
        EventOutcome.Refused => "refused",
        EventOutcome.Clarify => "clarify",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "An outcome without a name on the wire."),
    };

    /// <summary>Null for a name that no type has.</summary>
    public static EventType? TypeOf(string? name)
    {
        foreach (var type in Enum.GetValues<EventType>())
        {
            if (string.Equals(type.Name(), name, StringComparison.Ordinal))
                return type;
        }

        return null;
    }

    /// <summary>Null for a name that no outcome has.</summary>
    public static EventOutcome? OutcomeOf(string? name)
    {
        foreach (var outcome in Enum.GetValues<EventOutcome>())
        {
            if (string.Equals(outcome.Name(), name, StringComparison.Ordinal))
                return outcome;
        }

        return null;
    }
}
