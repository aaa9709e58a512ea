using NodaTime;
using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Core.Metrics.Results;

/// <summary>Says which days of a range are not loaded, and of which sources and brands.</summary>
internal static class CoverageWriter
{
    private const int MaxNamed = 5;

    /// <summary>As warnings, for the days of the answer or, with its own words before, for those it is compared with.</summary>
    public static IEnumerable<string> Warnings(DataCoverage coverage, DateRange range, string before = "")
    {
        foreach (var late in coverage.Loads.Where(l => l.FirstDay > range.From).GroupBy(l => l.FirstDay).OrderBy(g => g.Key))
            yield return $"{before}Data of {Names(late, coverage)} begin on {ValueText.Of(late.Key)}; earlier days are not in these numbers.";

        foreach (var early in coverage.Loads.Where(l => l.DataThrough < range.To).GroupBy(l => l.DataThrough).OrderBy(g => g.Key))
            yield return $"{before}Data of {Names(early, coverage)} are loaded through {ValueText.Of(early.Key)}; later days are not in these numbers.";

        foreach (var load in coverage.Loads)
        {
            LocalDate[] missing = [.. load.Gaps.Where(range.Contains).Order()];
            if (missing.Length > 0)
                yield return $"{before}{load.Source} of {load.Brand} is missing on {Listed(missing.Select(ValueText.Of), missing.Length)}: unknown, not zero.";
        }
    }

    /// <summary>As a sentence after the summary: which days its numbers cover. Empty when they cover all of them.</summary>
    public static string Summary(DataCoverage coverage, DateRange range)
    {
        DateRange?[] loaded = [.. coverage.Loads.Select(l => DataCoverage.Loaded(l, range)).Distinct()];
        return loaded switch
        {
            [] => "",
            [null] => " None of these days is loaded.",
            [{ } all] when all == range => coverage.Loads.Any(l => l.Gaps.Any(range.Contains)) ? " Some of these days are missing: see the warnings." : "",
            [{ } all] => $" Only {ValueText.Span(all)} {(all.Days == 1 ? "is" : "are")} loaded: the numbers cover these days.",
            _ => $" The numbers cover {ValueText.Span(Outer(loaded))}, but not every source and brand has all of these days: see the warnings.",
        };
    }

    private static DateRange Outer(DateRange?[] loaded)
    {
        var some = loaded.OfType<DateRange>().ToArray();
        return new DateRange(some.Min(r => r.From), some.Max(r => r.To));
    }

    /// <summary>Sources; with their brands where others of the answer have the same source loaded otherwise.</summary>
    private static string Names(IEnumerable<SourceLoad> loads, DataCoverage coverage) => string.Join(", ", loads.GroupBy(l => l.Source).Select(source =>
    {
        BrandId[] brands = [.. source.Select(l => l.Brand)];
        return brands.Length == coverage.Loads.Count(l => l.Source == source.Key)
            ? source.Key
            : $"{source.Key} of {Listed(brands.Select(b => b.Value), brands.Length)}";
    }));

    private static string Listed(IEnumerable<string> names, int count) =>
        string.Join(", ", names.Take(MaxNamed)) + (count > MaxNamed ? $" and {count - MaxNamed} more" : "");
}
