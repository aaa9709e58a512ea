using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Pulsepoint.Mcp.Core.Metrics.Results;
using Pulsepoint.Mcp.Core.Usage;
using Pulsepoint.Mcp.Server.Tools.Metrics;

namespace Pulsepoint.Mcp.Server.Tools.Usage;

/// <summary>The rows of a usage table that fit into what a model is given to read, with what holds for all of them.</summary>
internal sealed class UsagePage
{
    // Tokens of the rows; what is said about them takes the rest.
    private const int Budget = 1_500;

    private readonly UsageTable _table;
    private readonly int _shown;

    public UsagePage(UsageTable table)
    {
        _table = table;
        for (var room = Budget; _shown < table.Rows.Count; _shown++)
        {
            room -= table.Rows[_shown].Sum(c => 2 + TokenEstimate.Of(CellText.Of(c, "number")));
            if (room < 0 && _shown > 0)
                break;
        }
    }

    public ToolAnswer ToAnswer() => new()
    {
        Summary = Summary(),
        Warnings = NextCursor is null
            ? _table.Warnings
            : [.. _table.Warnings, $"More {Things} follow{(_table.Totals.Count > 0 ? "; totals are of all" : "")}. Send the same arguments with cursor {NextCursor}."],
        Body = Write,
        Table = string.Join('\n', [Rows(), .. Totals(), $"Source: {_table.Source}."]),
    };

    private IEnumerable<IReadOnlyList<Cell>> Page => _table.Rows.Take(_shown);

    private string Things => _table.View is UsageView.Questions ? "calls" : "rows";

    private string? NextCursor => _shown > 0 && (_shown < _table.Rows.Count || _table.HasMore) ? _table.Cursors[_shown - 1] : null;

    private string Summary()
    {
        var whose = _table.View is UsageView.Freshness ? "" : _table.IsOwn ? "Your own " : "";
        var what = whose.Length > 0 ? _table.View.Name() : CultureInfo.InvariantCulture.TextInfo.ToTitleCase(_table.View.Name());
        var when = _table.Days is { } days ? $" from {Iso(days.From)} to {Iso(days.To)} (UTC)" : "";
        var by = _table.By is { } group ? $" by {group.Name()}" : "";
        var rows = _table.Rows.Count == 0 ? "nothing" : _shown == 1 ? $"1 {Things[..^1]}" : $"{_shown} {Things}";
        return $"{whose}{what}{by}{when}: {(Figures() is { Length: > 0 } figures ? figures : rows)}.";
    }

    private string Figures() => string.Join(", ", _table.Totals.Where(t => t.Value is not null).Select(t => $"{t.Key} {Text(t)}"));

    private string? Text(KeyValuePair<string, decimal?> total) =>
        CellText.Of(Cell.Of(total.Value), _table.Columns.FirstOrDefault(c => c.Id == total.Key)?.Type ?? "number");

    private string Rows() => TextTable.Of(
        _table.Columns.Select(c => c.Unit is null || c.Type == CellText.Percent ? c.Id : $"{c.Id} ({c.Unit})"),
        Page.Select(r => r.Select((cell, i) => CellText.Of(cell, _table.Columns[i].Type))));

    private IEnumerable<string> Totals() => _table.Totals.Count == 0 ? [] : [$"Totals: {string.Join(", ", _table.Totals.Select(t => $"{t.Key} {Text(t) ?? "not available"}"))}"];

    private void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("columns");
        foreach (var column in _table.Columns)
        {
            writer.WriteStartObject();
            writer.WriteString("id", column.Id);
            writer.WriteString("type", column.Type);
            if (column.Unit is { } unit)
                writer.WriteString("unit", unit);

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        MetricTable.WriteRows(writer, Page);
        writer.WriteStartObject("totals");
        foreach (var (id, value) in _table.Totals)
        {
            if (value is { } number)
                writer.WriteNumber(id, number);
            else
                writer.WriteNull(id);
        }

        writer.WriteEndObject();
        writer.WriteBoolean("truncated", NextCursor is not null);
        writer.WriteString("next_cursor", NextCursor);
        WriteProvenance(writer);
    }

    private void WriteProvenance(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("provenance");
        writer.WriteString("view", _table.View.Name());
        writer.WriteString("group_by", _table.By?.Name());
        writer.WriteString("from", _table.Days is { } days ? Iso(days.From) : null);
        writer.WriteString("to", _table.Days is { } range ? Iso(range.To) : null);
        writer.WriteString("time_zone", "UTC");
        writer.WriteString("of", _table.IsOwn ? "own" : "everybody");
        writer.WriteString("source", $"postgres:{_table.Source}");
        writer.WriteEndObject();
    }

    private static string Iso(LocalDate day) => LocalDatePattern.Iso.Format(day);
}
