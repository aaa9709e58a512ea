using NodaTime;

namespace Pulsepoint.Mcp.Core.Warehouses;

/// <summary>One answer in the making: what asks for it, how long it is waited for, and what its queries cost.</summary>
public sealed class AnswerContext
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _begun = [];
    private readonly TimeProvider _time;
    private readonly long _began;

    /// <param name="tool">What makes it, as its usage event names it.</param>
    /// <param name="id">Its own, or that of an earlier call that began it.</param>
    /// <param name="patience">How long it is waited for, from now on.</param>
    /// <param name="time">Measures that.</param>
    public AnswerContext(string tool, AnswerId id, Duration patience, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);

        (Tool, Id, Patience, _time, _began) = (tool, id, patience, time, time.GetTimestamp());
    }

    public string Tool { get; }

    public AnswerId Id { get; }

    public Duration Patience { get; }

    /// <summary>Whether an earlier call began it: queries of it may be running, or done.</summary>
    public bool IsContinued { get; init; }

    /// <summary>What its queries cost in this call.</summary>
    public CostTally Cost { get; init; } = new();

    /// <summary>Notes that a query runs for the answer.</summary>
    /// <returns>False where this call has run it before, or an earlier one may have: its result may be there.</returns>
    public bool Begin(string query)
    {
        lock (_lock)
            return _begun.Add(query) && !IsContinued;
    }

    /// <summary>How long it is still waited for; zero when the wait is over.</summary>
    public Duration Left => Duration.Max(Duration.Zero, Patience - Duration.FromTimeSpan(_time.GetElapsedTime(_began)));
}
