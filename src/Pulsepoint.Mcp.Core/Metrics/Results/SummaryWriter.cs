using Pulsepoint.Mcp.Core.Metrics.Catalogue;
using Pulsepoint.Mcp.Core.Metrics.Query;

namespace Pulsepoint.Mcp.Core.Metrics.Results;

/// <summary>Says a result in a sentence or two, with its brands and days, so that it stands without the table.</summary>
internal static class SummaryWriter
{
    public static string Write(
        MetricQuery query, DataCoverage coverage, IReadOnlyList<TableRow> rows, IReadOnlyDictionary<string, decimal?> totals, ComparedResult? compared)
    {
        var figures = query.Metrics.Select(m => totals[m.Id] is null && m.NeedsCut.Count > 0
            ? $"{m.Label} by {Label(query, m.NeedsCut)}: see the rows, there is no value for all together"
            : $"{m.Label} {ValueText.Of(m, totals[m.Id], query.Currency)}{ChangeOf(m, query, compared)}");
        var sentence = $"{string.Join("; ", figures)} for {Brands(query)} {ValueText.Of(query.Time.Range)}{Filters(query)}.";
        return sentence + CoverageWriter.Summary(coverage, query.Time.Range) + Leader(query, rows);
    }

    private static string Label(MetricQuery query, IReadOnlyList<string> cuts) =>
        query.Dimensions.FirstOrDefault(d => cuts.Contains(d.Id))?.Label.ToLowerInvariant() ?? cuts[0];

    private static string Brands(MetricQuery query) => query.Brands is [var only] ? only.Name
        : query.IsAllBrands ? $"all {query.Brands.Count} brands"
        : string.Join(", ", query.Brands.Select(b => b.Name));

    private static string Filters(MetricQuery query) => query.Filters.Count == 0 ? "" : ", only " + string.Join(" and ", query.Filters.Select(FilterText));

    private static string FilterText(DimensionFilter filter)
    {
        var word = filter.Match switch { FilterMatch.In => "", FilterMatch.NotIn => "not ", _ => "containing " };
        return $"{filter.Dimension.Label.ToLowerInvariant()} {word}{string.Join(" or ", filter.Values)}";
    }

    private static string ChangeOf(Metric metric, MetricQuery query, ComparedResult? compared)
    {
        if (compared is null)
            return "";

        var then = query.Time.Range.Days == 1 && compared.Mode == "previous_period" ? "the day before" : ValueText.Span(compared.Range);
        var change = compared.Change[metric.Id];
        if (change.Absolute is null)
            return $" (no comparison with {then})";

        if (metric.Unit == MetricUnit.Percent)
            return $" ({Direction(change.Absolute.Value)} by {Math.Abs(change.Absolute.Value * 100m):0.##} points against {then})";

        return change.Relative is { } relative
            ? $" ({ValueText.Share(relative)} {(relative < 0m ? "below" : "above")} {then})"
            : $" ({Direction(change.Absolute.Value)} by {ValueText.Of(metric, Math.Abs(change.Absolute.Value), query.Currency)} against {then})";
    }

    private static string Direction(decimal change) => change < 0m ? "down" : "up";

    private static string Leader(MetricQuery query, IReadOnlyList<TableRow> rows)
    {
        if (query.Dimensions.Count == 0 || query.Grain is not null || rows.Count == 0 || query.OrderBy is not [{ Target: SortTarget.Metric } sort, ..])
            return "";

        var metric = query.Metrics.First(m => m.Id == sort.Id);
        if (rows[0].Values[query.Metrics.ToList().IndexOf(metric)] is not { } value)
            return "";

        var name = string.Join(", ", rows[0].Keys.Select(k => k ?? "(none)"));
        return $" {(sort.IsDescending ? "Highest" : "Lowest")}: {name} with {ValueText.Of(metric, value, query.Currency)}.";
    }
}
