using System.Collections.Concurrent;
using NodaTime;

namespace Pulsepoint.Mcp.Core.Warehouses;

/// <summary>One answer in the making: what asks for it, how long it is waited for, and what its queries cost.</summary>
public sealed class AnswerContext
{
    private readonly ConcurrentDictionary<string, Lazy<Task<IReadOnlyList<FactRow>>>> _queries = new(StringComparer.Ordinal);
    private readonly TimeProvider _time;
    private readonly long _began;
    private bool _hasBegun;

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

    /// <summary>Whether queries of it run, or have run, which another call can collect.</summary>
    public bool HasBegun => IsContinued || Volatile.Read(ref _hasBegun);

    /// <summary>What its queries cost in this call.</summary>
    public CostTally Cost { get; init; } = new();

    /// <summary>Notes that a query of it has begun.</summary>
    public void Begin() => Volatile.Write(ref _hasBegun, true);

    /// <summary>Runs a query once, for an engine that bills each run: asked for again by the same answer, its rows are there.</summary>
    /// <param name="query">Names the query among those of the answer.</param>
    /// <param name="run">Runs it.</param>
    public Task<IReadOnlyList<FactRow>> OnceAsync(string query, Func<Task<IReadOnlyList<FactRow>>> run) =>
        _queries.GetOrAdd(query, _ => new Lazy<Task<IReadOnlyList<FactRow>>>(run)).Value;

    /// <summary>How long it is still waited for; zero when the wait is over.</summary>
    public Duration Left => Duration.Max(Duration.Zero, Patience - Duration.FromTimeSpan(_time.GetElapsedTime(_began)));
}
