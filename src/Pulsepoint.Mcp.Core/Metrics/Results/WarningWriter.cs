using Pulsepoint.Mcp.Core.Metrics.Catalogue;
using Pulsepoint.Mcp.Core.Metrics.Planning;
using Pulsepoint.Mcp.Core.Metrics.Query;

namespace Pulsepoint.Mcp.Core.Metrics.Results;

/// <summary>What the reader of an answer must know before repeating it: first what is wrong with these numbers, then how to read them.</summary>
internal static class WarningWriter
{
    private const string FulfilmentCost = "fulfilment";

    /// <param name="plan">What was asked, and of which sources.</param>
    /// <param name="coverage">What is loaded of them.</param>
    /// <param name="provenance">Where the answer comes from.</param>
    /// <param name="rowCount">Rows of the answer.</param>
    /// <param name="isLimited">Whether the limit left out rows.</param>
    /// <param name="unmatched">Filters with the values of theirs that no row has.</param>
    public static IReadOnlyList<string> Write(
        QueryPlan plan, DataCoverage coverage, Provenance provenance, int rowCount, bool isLimited, IReadOnlyList<DimensionFilter> unmatched)
    {
        var query = plan.Query;
        return
        [
            .. Unmatched(query, coverage, unmatched),
            .. Days(query, provenance),
            .. CutPeriods.Warnings(query),
            .. Rows(query, coverage, rowCount, isLimited, unmatched),
            .. Loaded(plan, coverage),
            .. Comparison(query, coverage),
            .. Figures(query, coverage, provenance),
            .. CaveatWriter.Write(plan),
        ];
    }

    private static IEnumerable<string> Days(MetricQuery query, Provenance provenance)
    {
        if (query.Time.IsDefault)
            yield return $"No time was given: these are the last 30 days, {ValueText.Of(query.Time.Range)}.";
        if (provenance.Now is { } now)
            yield return $"Demo data with a fixed now: {now}.";
        if (query.Time.IsPartial)
            yield return $"The range includes today, {ValueText.Of(query.Time.Today)}, which is not over.";
        if (query.DayZones.Count > 1)
            yield return $"Each brand is counted on its own local days ({string.Join(", ", query.DayZones)}); {query.TimeZone} only decides which day is today.";
    }

    private static IEnumerable<string> Unmatched(MetricQuery query, DataCoverage coverage, IReadOnlyList<DimensionFilter> unmatched)
    {
        if (coverage.IsUnknown(query.Time.Range))
            yield break;

        foreach (var filter in unmatched)
        {
            var values = string.Join(" or ", filter.Values.Select(v => $"'{v}'"));
            yield return $"No row of these days has the {filter.Dimension.Label.ToLowerInvariant()} {(filter.Match is FilterMatch.Contains ? "with " : "")}{values}: find the spelling with list_values before reading it as zero.";
        }
    }

    private static IEnumerable<string> Rows(MetricQuery query, DataCoverage coverage, int rowCount, bool isLimited, IReadOnlyList<DimensionFilter> unmatched)
    {
        if (rowCount == 0 && query is { Having.Count: 0, Filters.Count: > 0 } && unmatched.Count == 0 && !coverage.IsUnknown(query.Time.Range))
            yield return "No row of these days passes all filters together.";
        if (query.Having.Count > 0)
            yield return $"having leaves out rows; headline and totals are of all.{(rowCount == 0 && query.Having.Any(h => h.Metric.Unit == MetricUnit.Percent) ? " Rates are fractions there: 2.5 % is 0.025." : "")}";
        if (isLimited)
            yield return $"limit {query.Limit} leaves out rows{Order(query)}; the totals are of all.";
    }

    private static string Order(MetricQuery query) =>
        query.OrderBy is [var first, ..] ? $": these are the first by {first.Id}, {(first.IsDescending ? "descending" : "ascending")}" : "";

    private static IEnumerable<string> Loaded(QueryPlan plan, DataCoverage coverage)
    {
        if (coverage.Loads.Count == 0 && coverage.NeverLoaded.Count == 0)
            yield return $"None of these brands has {string.Join(" or ", plan.Feeds)}: unknown, not zero.";
        foreach (var (brand, source) in coverage.NeverLoaded)
            yield return $"{source} of {brand} is connected but not loaded yet: unknown, not zero.";
        foreach (var warning in CoverageWriter.Warnings(coverage, plan.Query.Time.Range))
            yield return warning;
    }

    private static IEnumerable<string> Comparison(MetricQuery query, DataCoverage coverage)
    {
        if (query.Compare is not { Range: var range })
            yield break;

        if (range.Days != query.Time.Range.Days)
            yield return $"{query.Time.Range.Days} days are compared with {range.Days} days ({ValueText.Span(range)}): sums of the longer range are larger for that alone.";
        foreach (var warning in CoverageWriter.Warnings(coverage, range, "Days compared with: "))
            yield return warning;
    }

    private static IEnumerable<string> Figures(MetricQuery query, DataCoverage coverage, Provenance provenance)
    {
        if (coverage.DataThrough.TryGetValue("shopify", out var through))
        {
            foreach (var group in query.Metrics.Where(m => m.HorizonDays is { } days && query.Time.Range.To > through.PlusDays(-days)).GroupBy(m => m.HorizonDays!.Value, m => m.Id)) // just looked
                yield return $"{string.Join(", ", group)}: only customers whose {group.Key} days are over count: first orders through {ValueText.Of(through.PlusDays(-group.Key))}.";
        }

        if (query.Metrics.Any(m => m.Measures.Contains(FulfilmentCost)) && query.Brands.Where(b => !b.Costs.AreSet).ToArray() is { Length: > 0 } unset)
            yield return $"Fulfilment cost or payment fees of {string.Join(", ", unset.Select(b => b.Id))} are not set and count as 0: the margin reads too high.";

        if (provenance.ProvisionalFrom is { } provisional && !coverage.IsUnknown(query.Time.Range))
            yield return $"Ad figures from {ValueText.Of(provisional)} on may still change.";

        string[] foreign = [.. query.Brands.Select(b => b.Currency).Where(c => c != query.Currency).Distinct()];
        if (foreign.Length > 0 && query.Metrics.Any(m => m.Measures.Any(MetricCatalogue.Instance.IsMoney)))
            yield return $"Amounts in {string.Join(", ", foreign)} were converted to {query.Currency} at each day's own rate.";
    }
}
