using System.Globalization;
using System.Text.Json;
using Pulsepoint.Mcp.Core.Json;
using Pulsepoint.Mcp.Core.Metrics.Catalogue;
using Pulsepoint.Mcp.Core.Metrics.Dashboards;
using Pulsepoint.Mcp.Core.Metrics.Results;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Server.Tools.Metrics;
using Pulsepoint.Mcp.Server.Usage;

namespace Pulsepoint.Mcp.Server.Tools.Dashboards;

/// <summary>A dashboard as it is answered: figures first, then its tables.</summary>
internal sealed class DashboardTable(Dashboard dashboard, QueryCost cost)
{
    private static readonly string[] s_figureColumns = ["figure", "unit", "now", "before", "relative_change"];

    private readonly MetricResult _figures = dashboard.Figures;

    private ComparedResult Compared => _figures.Compare!; // a dashboard always compares

    public ToolAnswer ToAnswer() => new()
    {
        Summary = _figures.Summary,
        Warnings = _figures.Warnings,
        Body = Write,
        Facts = AnswerFacts.Of(_figures.AnswerId, _figures.Provenance, 1 + dashboard.Series.Rows.Count + (dashboard.Products?.Rows.Count ?? 0) + dashboard.Channels.Rows.Count),
        Table = string.Join("\n\n", [Figures(), Text("By date", dashboard.Series), dashboard.Products is { } products ? Text("Top products", products) : "Top products: not known here.", Text("Sales channels", dashboard.Channels), string.Join('\n', MetricText.About(_figures, cost))]),
    };

    private string Figures() => TextTable.Of(
        ["figure", "now", "before", "change"],
        _figures.Provenance.Query.Metrics.Select(m => (IEnumerable<string?>)
        [
            m.Id,
            CellText.Of(Cell.Of(_figures.Totals[m.Id]), TypeOf(m)),
            CellText.Of(Cell.Of(Compared.Totals[m.Id]), TypeOf(m)),
            ChangeOf(m, Compared.Change[m.Id]),
        ]));

    // The change of a rate in points, as everywhere else: as a part of itself it would be read as points.
    private static string? ChangeOf(Metric metric, MetricChange change) => metric.Unit == MetricUnit.Percent
        ? Signed(change.Absolute, "0.00", " points")
        : Signed(change.Relative, "0.0", "%");

    private static string? Signed(decimal? fraction, string format, string unit) =>
        fraction is { } part ? (part * 100m).ToString($"+{format};-{format};{format}", CultureInfo.InvariantCulture) + unit : null;

    private static string Text(string title, ResultTable table) =>
        $"{title}:\n{TextTable.Of(table.Columns.Select(c => c.Id), table.Rows.Select(r => r.Select((cell, i) => CellText.Of(cell, table.Columns[i].Type))))}";

    private void Write(Utf8JsonWriter writer)
    {
        writer.WriteString("answer_id", _figures.AnswerId.Value);
        WriteFigures(writer);
        writer.WriteStartObject("compared_with");
        writer.WriteString("from", MetricProvenance.Iso(Compared.Range.From));
        writer.WriteString("to", MetricProvenance.Iso(Compared.Range.To));
        writer.WriteEndObject();
        Write(writer, "series", dashboard.Series);
        if (dashboard.Products is { } products)
            Write(writer, "top_products", products);
        else
            writer.WriteNull("top_products");

        Write(writer, "sales_channels", dashboard.Channels);
        MetricProvenance.Write(writer, _figures.Provenance, cost);
    }

    private void WriteFigures(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("figures");
        writer.WriteTexts("columns", s_figureColumns);
        MetricTable.WriteRows(writer, _figures.Provenance.Query.Metrics.Select(IReadOnlyList<Cell> (m) =>
        [
            Cell.Of(m.Id),
            Cell.Of(m.Unit == MetricUnit.Money ? _figures.Provenance.Query.Currency : TypeOf(m)),
            Cell.Of(_figures.Totals[m.Id]),
            Cell.Of(Compared.Totals[m.Id]),
            Cell.Of(Compared.Change[m.Id].Relative),
        ]));
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, ResultTable table)
    {
        writer.WriteStartObject(name);
        writer.WriteTexts("columns", table.Columns.Select(c => c.Id));
        MetricTable.WriteRows(writer, table.Rows);
        writer.WriteString("source", table.Source);
        writer.WriteEndObject();
    }

    private static string TypeOf(Metric metric) => metric.Unit.ToString().ToLowerInvariant();
}
