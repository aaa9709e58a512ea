using NodaTime;
using Pulsepoint.Mcp.Core.Usage;

namespace Pulsepoint.Mcp.Core.Alerts;

/// <summary>
/// What the last calls were like: cost of the UTC day and month, and failures and latency of the last minutes. Each event counts
/// once, however often it comes. Not for two threads at once.
/// </summary>
public sealed class UsageWindow
{
    // Fewer calls say nothing of a rate: one of two failing is no outage.
    private const int FewestCalls = 5;
    private const int MostCalls = 200_000;

    private static readonly Duration s_kept = Duration.FromDays(1);

    private readonly Queue<Call> _calls = new();
    private readonly HashSet<EventId> _seen = [];
    private readonly Queue<EventId> _order = new();
    private Instant _since;
    private LocalDate _day;
    private CostSoFar _cost = new(0, 0);

    /// <param name="since">From when on events count as cost, by their ids; what was before stands in <paramref name="before"/>.</param>
    /// <param name="before">What the database knew of that moment's day and month.</param>
    public UsageWindow(Instant since, CostSoFar before) => Restart(since, before, since);

    /// <summary>Takes the cost until a moment from the database anew, and adds the calls seen here since.</summary>
    /// <param name="since">From when on events count as cost, by their ids.</param>
    /// <param name="before">What the database knows of that moment's day and month.</param>
    /// <param name="now">When this is.</param>
    public void Restart(Instant since, CostSoFar before, Instant now)
    {
        // Ids know no less than a millisecond.
        _since = Instant.FromUnixTimeMilliseconds(since.ToUnixTimeMilliseconds());
        _day = since.InUtc().Date;
        _cost = before;
        Turn(now);
        foreach (var call in _calls)
            AddCost(call);
    }

    /// <returns>False for an event that says what none can: it changes nothing.</returns>
    public bool Add(UsageEvent usage, Instant now)
    {
        ArgumentNullException.ThrowIfNull(usage);

        Turn(now);
        if (!UsageBounds.Hold(usage, now))
            return false;
        if (usage.Type is not EventType.ToolCall || !_seen.Add(usage.Id))
            return true;

        _order.Enqueue(usage.Id);
        if (_order.Count > MostCalls)
            _seen.Remove(_order.Dequeue());

        // A clock that runs ahead puts nothing into the future.
        var call = new Call(Instant.Min(usage.OccurredAt, now), usage.Id.MadeAt, Instant.Min(usage.Id.MadeAt, now).InUtc().Date, usage.Outcome is EventOutcome.Error, usage.LatencyMs, usage.CostUsd ?? 0);
        _calls.Enqueue(call);
        AddCost(call);
        return true;
    }

    /// <summary>What the rule watches, in the unit of its threshold; null where too few calls say it.</summary>
    public decimal? ValueOf(AlertRule rule, Instant now)
    {
        ArgumentNullException.ThrowIfNull(rule);

        Turn(now);
        return rule.Kind switch
        {
            AlertKind.CostOfDayAbove => _cost.Day,
            AlertKind.BudgetShareAbove => _cost.Month / rule.BudgetUsd,
            AlertKind.ErrorRateAbove => ErrorRate(now - Duration.FromMinutes(rule.Minutes!.Value)), // such rules have minutes
            AlertKind.LatencyAbove => Latency(now - Duration.FromMinutes(rule.Minutes!.Value)),
            _ => null,
        };
    }

    private decimal? ErrorRate(Instant since)
    {
        var (calls, failed) = (0, 0);
        foreach (var call in _calls.Where(c => c.At >= since))
        {
            calls++;
            failed += call.HasFailed ? 1 : 0;
        }

        return calls is 0 ? 0 : calls < FewestCalls ? null : (decimal)failed / calls;
    }

    private decimal? Latency(Instant since)
    {
        var times = _calls.Where(c => c.At >= since).Select(c => c.LatencyMs).OfType<int>().Order().ToArray();
        return times.Length is 0 ? 0 : times.Length < FewestCalls ? null : times[(int)Math.Ceiling(times.Length * 0.95) - 1];
    }

    private void AddCost(Call call)
    {
        if (call.MadeAt < _since)
            return;

        _cost = new CostSoFar(
            call.Day == _day ? _cost.Day + call.CostUsd : _cost.Day,
            (call.Day.Year, call.Day.Month) == (_day.Year, _day.Month) ? _cost.Month + call.CostUsd : _cost.Month);
    }

    // A new day begins at nothing, and what is old is forgotten.
    private void Turn(Instant now)
    {
        var today = now.InUtc().Date;
        if (today > _day)
        {
            _cost = new CostSoFar(0, (today.Year, today.Month) == (_day.Year, _day.Month) ? _cost.Month : 0);
            _day = today;
        }

        while (_calls.TryPeek(out var oldest) && (oldest.At < now - s_kept || _calls.Count > MostCalls))
            _calls.Dequeue();
    }

    /// <param name="At">When it happened.</param>
    /// <param name="MadeAt">When its id says that it was made.</param>
    /// <param name="Day">The UTC day of that; not a later one than it came on.</param>
    /// <param name="HasFailed">Whether it ended in an error.</param>
    /// <param name="LatencyMs">How long it took.</param>
    /// <param name="CostUsd">What it cost.</param>
    private readonly record struct Call(Instant At, Instant MadeAt, LocalDate Day, bool HasFailed, int? LatencyMs, decimal CostUsd);
}
