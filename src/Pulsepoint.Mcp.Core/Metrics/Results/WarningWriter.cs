using NodaTime;
using Pulsepoint.Mcp.Core.Metrics.Planning;
using Pulsepoint.Mcp.Core.Metrics.Time;

namespace Pulsepoint.Mcp.Core.Metrics.Results;

/// <summary>What the reader of an answer must know before repeating it.</summary>
internal static class WarningWriter
{
    public static IReadOnlyList<string> Write(QueryPlan plan, DataCoverage coverage, Provenance provenance, int rowCount)
    {
        var query = plan.Query;
        List<string> warnings = [];

        if (query.Time.IsDefault)
            warnings.Add($"No time was given: these are the last 30 days, {ValueText.Of(query.Time.Range)}.");
        if (provenance.Now is { } now)
            warnings.Add($"Demo data with a fixed now: {now}.");
        if (query.Time.IsPartial)
            warnings.Add($"The range includes today, {ValueText.Of(query.Time.Today)}, which is not over.");
        if (rowCount == 0 && (query.Dimensions.Count > 0 || query.Filters.Count > 0))
            warnings.Add("No rows match. Check the spelling of filter values before reading this as zero.");

        AddFreshness(warnings, coverage, query.Time);
        AddGaps(warnings, coverage, query.Time.Range);
        if (provenance.ProvisionalFrom is { } provisional)
            warnings.Add($"Ad figures from {ValueText.Of(provisional)} on may still change.");
        AddDoubleCounting(warnings, plan);
        return warnings;
    }

    private static void AddFreshness(List<string> warnings, DataCoverage coverage, ResolvedTime time)
    {
        foreach (var (source, through) in coverage.DataThrough)
        {
            if (through < time.Range.To && through < time.Today)
                warnings.Add($"{source} is loaded through {ValueText.Of(through)}; later days are unknown, not zero.");
            else if (through < time.Range.From)
                warnings.Add($"{source} has no data yet for this range.");
        }
    }

    private static void AddGaps(List<string> warnings, DataCoverage coverage, DateRange range)
    {
        foreach (var load in coverage.Loads)
        {
            LocalDate[] missing = [.. load.Gaps.Where(range.Contains).Order()];
            if (missing.Length > 0)
                warnings.Add($"{load.Source} of {load.Brand} is missing on {string.Join(", ", missing.Take(5).Select(ValueText.Of))}{(missing.Length > 5 ? " and other days" : "")}: unknown, not zero.");
        }
    }

    private static void AddDoubleCounting(List<string> warnings, QueryPlan plan)
    {
        var query = plan.Query;
        var claims = query.Metrics.Any(m => m.Measures.Any(x => x is "conversions" or "conversion_value"));
        var onePlatform = plan.Feeds.Count == 1 || query.Dimensions.Any(d => d.Id is "platform" or "campaign" or "ad_group");
        if (claims && !onePlatform)
            warnings.Add("Several ad platforms claim the same orders: their conversions and revenue added together count orders more than once.");
    }
}
