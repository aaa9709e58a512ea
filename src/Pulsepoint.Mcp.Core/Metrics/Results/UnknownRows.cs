using NodaTime;
using Pulsepoint.Mcp.Core.Metrics.Planning;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Metrics.Time;

namespace Pulsepoint.Mcp.Core.Metrics.Results;

/// <summary>
/// Rows for what is not loaded. Facts have no row for a day that a platform or brand has not delivered, as they have none
/// for a day on which nothing happened; cut by platform or brand, the first must be seen.
/// </summary>
internal sealed class UnknownRows(QueryPlan plan, DataCoverage coverage, TableShaper shaper)
{
    // Years before the first load say nothing day by day; the warnings name them.
    private const int MaxAdded = 500;

    private readonly MetricQuery _query = plan.Query;

    /// <summary>The rows with the unknown ones at their place, without values.</summary>
    public IReadOnlyList<TableRow> AddTo(IReadOnlyList<TableRow> rows, DateRange range)
    {
        if (!Applies)
            return rows;

        var present = rows.Select(r => (r.Period, KeyOf(r.Keys))).ToHashSet();
        var missing = Candidates(range)
            .Where(c => !present.Contains((c.Period, KeyOf(c.Keys))))
            .Select(c => shaper.Row(shaper.Empty(c.Period, c.Keys), range))
            .Where(r => r.Values.All(v => v is null))
            .Take(MaxAdded + 1)
            .ToArray();
        return missing.Length is 0 or > MaxAdded ? rows : [.. InOrder(rows.Concat(missing))];
    }

    // A limit and conditions choose rows by their values; a row without any is not among them.
    private bool Applies =>
        _query.Dimensions.Count > 0
        && _query.Dimensions.All(d => d.Id is "brand" or "platform")
        && _query.Limit is null
        && _query.Having.Count == 0
        && !_query.Filters.Any(f => f is { Dimension.Id: "platform", Match: not FilterMatch.In });

    private IEnumerable<(LocalDate? Period, string?[] Keys)> Candidates(DateRange range)
    {
        var groups = coverage.Loads
            .Select(l => _query.Dimensions.Select(d => d.Id == "brand" ? l.Brand.Value : l.Source).ToArray<string?>())
            .DistinctBy(KeyOf)
            .ToArray();
        IEnumerable<LocalDate?> periods = _query.Grain is { } grain ? TableShaper.Periods(grain, range).Cast<LocalDate?>() : [null];
        return periods.SelectMany(_ => groups, (period, keys) => (period, keys));
    }

    /// <summary>Sorting is stable and facts are in order: what was added goes to the end of its period or key, as missing values do.</summary>
    private IEnumerable<TableRow> InOrder(IEnumerable<TableRow> rows)
    {
        var ordered = rows.OrderBy(_ => 0);
        foreach (var key in _query.OrderBy.TakeWhile(k => k.Target != SortTarget.Metric))
        {
            var dimension = _query.Dimensions.ToList().FindIndex(d => d.Id == key.Id);
            ordered = (key.Target == SortTarget.Period, key.IsDescending) switch
            {
                (true, false) => ordered.ThenBy(r => r.Period),
                (true, true) => ordered.ThenByDescending(r => r.Period),
                (false, false) => ordered.ThenBy(r => r.Keys[dimension], StringComparer.Ordinal),
                (false, true) => ordered.ThenByDescending(r => r.Keys[dimension], StringComparer.Ordinal),
            };
        }

        return ordered;
    }

    private static string KeyOf(IReadOnlyList<string?> keys) => string.Join('/', keys);
}
