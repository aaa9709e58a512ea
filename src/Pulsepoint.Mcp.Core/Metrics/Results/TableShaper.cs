using NodaTime;
using Pulsepoint.Mcp.Core.Metrics.Catalogue;
using Pulsepoint.Mcp.Core.Metrics.Planning;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Core.Metrics.Results;

/// <summary>Computes metrics from the sums of the groups, and tells zero from unknown.</summary>
internal sealed class TableShaper(QueryPlan plan, DataCoverage coverage)
{
    private readonly MetricQuery _query = plan.Query;

    public IReadOnlyList<TableRow> Rows(IReadOnlyList<FactRow> facts, DateRange range)
    {
        // A plain series has every period of the range, also those in which nothing happened.
        if (_query is { IsPlainSeries: true, Grain: { } grain })
        {
            var found = facts.ToDictionary(f => f.Period!.Value); // a query with a grain always has periods
            var periods = Periods(grain, range).Select(p => Row(found.GetValueOrDefault(p) ?? Empty(p), range));
            return _query.OrderBy[0].IsDescending ? [.. periods.Reverse()] : [.. periods];
        }

        return [.. facts.Select(f => Row(f, range))];
    }

    public IReadOnlyDictionary<string, decimal?> Totals(FactRow fact, DateRange range) =>
        _query.Metrics.ToDictionary(m => m.Id, m => SaysNothingInAll(m) ? null : Value(m, fact, range));

    /// <summary>Which period of the range a period is, counted from zero: aligns a range with the one it is compared with.</summary>
    public static int IndexOf(TimeGrain grain, LocalDate period, DateRange range) => Periods(grain, range).TakeWhile(p => p < period).Count();

    public TableRow Row(FactRow fact, DateRange range)
    {
        var covered = _query.Grain is { } grain && fact.Period is { } period ? Within(CalendarUnits.Around(grain, period), range) : range;
        return new TableRow(fact.Period, fact.Keys, [.. _query.Metrics.Select(m => Value(m, fact, covered))]);
    }

    /// <summary>A group without rows.</summary>
    public FactRow Empty(LocalDate? period, IReadOnlyList<string?>? keys = null) => new(period, keys ?? [], new decimal?[plan.Measures.Count + 1]);

    public static IEnumerable<LocalDate> Periods(TimeGrain grain, DateRange range)
    {
        for (var p = CalendarUnits.StartOf(grain, range.From); p <= range.To; p = CalendarUnits.Plus(grain, p, 1))
            yield return p;
    }

    /// <summary>Retention of month 0 and month 6 together is none of anything: such a metric has a value for one of its cut's values alone.</summary>
    private bool SaysNothingInAll(Metric metric) =>
        metric.NeedsCut.Count > 0 && !_query.Filters.Any(f => metric.NeedsCut.Contains(f.Dimension.Id) && f is { Match: FilterMatch.In, Values.Count: 1 });

    private decimal? Value(Metric metric, FactRow fact, DateRange covered) => metric.Evaluate(measure =>
    {
        var sum = fact.Measures[plan.IndexOf(measure)];
        return sum ?? (CoverageOf(measure, fact.Keys).IsUnknown(covered) ? null : 0m);
    });

    private DataCoverage CoverageOf(string measure, IReadOnlyList<string?> keys)
    {
        var feeds = plan.Feeds.Intersect(plan.Parts.First(p => p.Measures.Contains(measure)).Source.Feeds).ToArray();
        var brand = KeyOf("brand");
        var platform = KeyOf("platform");
        return coverage.Of(l => feeds.Contains(l.Source) && (brand is null || brand == l.Brand.Value) && (platform is null || platform == l.Source));

        string? KeyOf(string dimension)
        {
            for (var i = 0; i < keys.Count; i++)
            {
                if (_query.Dimensions[i].Id == dimension)
                    return keys[i];
            }

            return null;
        }
    }

    private static DateRange Within(DateRange unit, DateRange range) =>
        new(LocalDate.Max(unit.From, range.From), LocalDate.Min(unit.To, range.To));
}
