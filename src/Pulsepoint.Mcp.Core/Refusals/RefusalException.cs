namespace Pulsepoint.Mcp.Core.Refusals;

/// <summary>An expected refusal: one clear sentence, and what to do next. Made by <see cref="Refusal"/>.</summary>
public sealed class RefusalException : Exception
{
    public RefusalException(RefusalCode code, string message, string nextStep, Exception? cause = null)
        : base(message, cause)
    {
        Code = code;
        NextStep = nextStep;
    }

    public RefusalCode Code { get; }

    /// <summary>What the caller can do about it, as a sentence of its own.</summary>
    public string NextStep { get; }

    /// <summary>Seconds to wait before the same call may succeed; null where waiting does not help.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>Whether the work goes on without the call, so that another call can collect what it comes to.</summary>
    public bool IsUnfinished { get; init; }

    /// <summary>What the next call gives as its cursor to collect an unfinished answer; null for none.</summary>
    public string? Cursor { get; init; }
}
