using NodaTime;
using Pulsepoint.Mcp.Core.Usage;

namespace Pulsepoint.Mcp.Core.Alerts;

/// <summary>
/// What the last calls were like: cost of the UTC day and month, and failures and latency of the last minutes. Each event counts
/// once, however often it comes. Not for two threads at once.
/// </summary>
/// <param name="start">From when on events count as cost; what was before stands in <paramref name="before"/>.</param>
/// <param name="before">What the database knew by then.</param>
public sealed class UsageWindow(Instant start, CostSoFar before)
{
    // Fewer calls say nothing of a rate: one of two failing is no outage.
    private const int FewestCalls = 5;
    private const int MostCalls = 200_000;

    private static readonly Duration s_kept = Duration.FromDays(1);

    private readonly Queue<Call> _calls = new();
    private readonly HashSet<EventId> _seen = [];
    private readonly Queue<EventId> _order = new();
    private LocalDate _day = start.InUtc().Date;
    private CostSoFar _cost = before;

    public void Add(UsageEvent usage, Instant now)
    {
        ArgumentNullException.ThrowIfNull(usage);

        Turn(now);
        if (usage.Type is not EventType.ToolCall || !_seen.Add(usage.Id))
            return;

        _order.Enqueue(usage.Id);
        if (_order.Count > MostCalls)
            _seen.Remove(_order.Dequeue());

        // A clock that runs ahead puts nothing into the future.
        var at = Instant.Min(usage.OccurredAt, now);
        _calls.Enqueue(new Call(at, usage.Outcome is EventOutcome.Error, usage.LatencyMs));
        if (at >= start && usage.CostUsd is { } cost)
            AddCost(at.InUtc().Date, cost);
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

    private void AddCost(LocalDate day, decimal cost) => _cost = new CostSoFar(
        day == _day ? _cost.Day + cost : _cost.Day,
        (day.Year, day.Month) == (_day.Year, _day.Month) ? _cost.Month + cost : _cost.Month);

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

    private readonly record struct Call(Instant At, bool HasFailed, int? LatencyMs);
}
