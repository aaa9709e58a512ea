using System.Globalization;
using System.Text.Json;
using Pulsepoint.Mcp.Core.Json;
using Pulsepoint.Mcp.Core.Metrics.Results;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Server.Usage;

namespace Pulsepoint.Mcp.Server.Tools.Metrics;

/// <summary>A result as it is answered: one page of rows, everything else whole; here as JSON, in <see cref="MetricText"/> as text.</summary>
internal sealed class MetricTable(MetricResult result, QueryCost cost, MetricPage page, Func<int, PageCursor> cursorAt)
{
    /// <summary>About how many tokens everything but the rows takes in the structured content.</summary>
    public static int FrameSize(MetricResult result, QueryCost cost, int offset) => AnswerSize.Of(
        new MetricTable(result, cost, new MetricPage(offset, 0, HasMore: true), next => new PageCursor(next.ToString(CultureInfo.InvariantCulture), "")).ToAnswer());

    public ToolAnswer ToAnswer() => new()
    {
        Summary = result.Summary,
        Warnings = page.HasMore ? [.. result.Warnings, CutWarning] : result.Warnings,
        Body = Write,
        Facts = AnswerFacts.Of(result.AnswerId, result.Provenance, result.Rows.Count),
        Table = new MetricText(result, cost, page).ToString(),
    };

    private string? NextCursor => page.HasMore ? cursorAt(page.Offset + page.Count).ToString() : null;

    private string CutWarning =>
        $"Rows {page.Offset + 1} to {page.Offset + page.Count} of {result.Rows.Count} are shown; the totals are of all. Send the same query with cursor {NextCursor} for the next rows, or ask for fewer.";

    private void Write(Utf8JsonWriter writer)
    {
        writer.WriteString("answer_id", result.AnswerId.Value);
        writer.WriteStartArray("columns");
        foreach (var column in result.Columns)
            Write(writer, column);

        writer.WriteEndArray();
        WriteRows(writer, page.Slice(result.Rows));
        WriteTotals(writer, result.Totals);
        WriteCompare(writer);
        writer.WriteBoolean("truncated", page.HasMore);
        writer.WriteString("next_cursor", NextCursor);
        MetricProvenance.Write(writer, result.Provenance, cost);
    }

    private void WriteCompare(Utf8JsonWriter writer)
    {
        if (result.Compare is not { } compare)
        {
            writer.WriteNull("compare");
            return;
        }

        writer.WriteStartObject("compare");
        writer.WriteString("from", MetricProvenance.Iso(compare.Range.From));
        writer.WriteString("to", MetricProvenance.Iso(compare.Range.To));
        WriteRows(writer, page.Slice(compare.Rows));
        WriteTotals(writer, compare.Totals);
        writer.WriteStartObject("change");
        foreach (var (metric, change) in compare.Change)
        {
            writer.WriteStartObject(metric);
            writer.WriteNumberOrNull("absolute", change.Absolute);
            writer.WriteNumberOrNull("relative", change.Relative);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, ResultColumn column)
    {
        writer.WriteStartObject();
        writer.WriteString("id", column.Id);
        writer.WriteString("type", column.Type);
        if (column.Unit is { } unit)
            writer.WriteString("unit", unit);

        writer.WriteEndObject();
    }

    public static void WriteRows(Utf8JsonWriter writer, IEnumerable<IReadOnlyList<Cell>> rows)
    {
        writer.WriteStartArray("rows");
        foreach (var row in rows)
        {
            writer.WriteStartArray();
            foreach (var cell in row)
            {
                if (cell.Number is { } number)
                    writer.WriteNumberValue(number);
                else
                    writer.WriteStringValue(cell.Text);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    private static void WriteTotals(Utf8JsonWriter writer, IReadOnlyDictionary<string, decimal?> totals)
    {
        writer.WriteStartObject("totals");
        foreach (var (metric, value) in totals)
            writer.WriteNumberOrNull(metric, value);

        writer.WriteEndObject();
    }
}
