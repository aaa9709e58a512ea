using System.Globalization;
using Pulsepoint.Mcp.Core.Budgets;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Metrics.Results;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Server.Tools.Metrics;

/// <summary>A result as lines of text: one page of rows, the totals, and where they come from.</summary>
internal sealed class MetricText(MetricResult result, QueryCost cost, MetricPage page)
{
    public override string ToString() => string.Join('\n', [Rows(), Totals(), .. About(result, cost)]);

    /// <summary>What an answer other than a table says of its days and where it comes from.</summary>
    public static IEnumerable<string> About(MetricResult result, QueryCost cost) =>
        [Days(result.Provenance.Query), Source(result.Provenance), .. Cost(cost), $"Answer: {result.AnswerId}"];

    // Of what costs nothing, nothing is said.
    private static IEnumerable<string> Cost(QueryCost cost) => cost.BytesBilled == 0
        ? []
        : [string.Create(CultureInfo.InvariantCulture, $"Billed: {ByteText.Of(cost.BytesBilled)}, {cost.Usd:0.######} USD.")];

    /// <summary>The days that are counted, in whose zone, and whether one of them is not over.</summary>
    private static string Days(MetricQuery query)
    {
        var (range, today) = (query.Time.Range, query.Time.Today);
        var zones = query.DayZones.Count == 1 ? query.TimeZone
            : $"each brand's own local days ({string.Join(", ", query.DayZones)}; today by {query.TimeZone})";
        var unfinished = !range.Contains(today) ? ""
            : range.To == today ? ", the last day is not over"
            : $", {MetricProvenance.Iso(today)} is not over";
        var brands = string.Join(", ", query.Brands.Select(b => b.Id.Value));
        return $"Days: {MetricProvenance.Iso(range.From)} to {MetricProvenance.Iso(range.To)}, {zones}{unfinished}. Currency: {query.Currency}. Brands: {brands}.";
    }

    private static string Source(Provenance from)
    {
        var loaded = string.Join(", ", from.DataThrough.Select(d => $"{d.Key} to {MetricProvenance.Iso(d.Value)}"));
        var definitions = string.Join(", ", from.Query.Metrics.Select(m => $"{m.Id} v{m.Version} = {m.Formula}"));
        return $"Source: {from.Source}; data loaded: {(loaded.Length > 0 ? loaded : "none")}. Definitions: {definitions}.";
    }

    private string Rows()
    {
        var columns = result.Columns;
        var header = columns.Select(c => c.Unit is null ? c.Id : $"{c.Id} ({(c.Type == CellText.Percent ? "%" : c.Unit)})");
        var rows = page.Slice(result.Rows).Select(r => Cells(r, 0));
        if (result.Compare is not { } compare)
            return TextTable.Of(header, rows);

        var first = columns.Count - result.Provenance.Query.Metrics.Count;
        return TextTable.Of(
            header.Concat(columns.Skip(first).Select(c => $"{c.Id} before")),
            rows.Zip(page.Slice(compare.Rows), (now, then) => now.Concat(Cells(then, first))));
    }

    private IEnumerable<string?> Cells(IReadOnlyList<Cell> row, int first) =>
        row.Select((cell, i) => CellText.Of(cell, result.Columns[i].Type)).Skip(first);

    private string Totals()
    {
        var now = Line("Totals", result.Totals);
        return result.Compare is { } compare
            ? $"{now}\n{Line($"Before ({MetricProvenance.Iso(compare.Range.From)} to {MetricProvenance.Iso(compare.Range.To)})", compare.Totals)}"
            : now;
    }

    private string Line(string name, IReadOnlyDictionary<string, decimal?> totals)
    {
        var types = result.Columns.ToDictionary(c => c.Id, c => c.Type);
        return $"{name}: {string.Join(", ", totals.Select(t => $"{t.Key} {CellText.Of(Cell.Of(t.Value), types[t.Key]) ?? "not available"}"))}";
    }
}
