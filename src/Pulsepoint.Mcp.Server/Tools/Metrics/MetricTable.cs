using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Pulsepoint.Mcp.Core.Metrics.Results;
using Pulsepoint.Mcp.Server.Usage;

namespace Pulsepoint.Mcp.Server.Tools.Metrics;

/// <summary>A result as it is answered: one page of rows, everything else whole; here as JSON, in <see cref="MetricText"/> as text.</summary>
internal sealed class MetricTable(MetricResult result, MetricPage page, Func<int, PageCursor> cursorAt)
{
    /// <summary>About how many tokens everything but the rows takes in the structured content.</summary>
    public static int FrameSize(MetricResult result, int offset)
    {
        var frame = new MetricTable(result, new MetricPage(offset, 0, HasMore: true), next => new PageCursor(next.ToString(CultureInfo.InvariantCulture), "")).ToAnswer();
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            frame.Body(writer);
            writer.WriteEndObject();
        }

        return TokenEstimate.Of(frame.Summary) + frame.Warnings.Sum(w => 1 + TokenEstimate.Of(w)) + TokenEstimate.Of(Encoding.UTF8.GetString(json.WrittenSpan));
    }

    public ToolAnswer ToAnswer() => new()
    {
        Summary = result.Summary,
        Warnings = IsCut ? [.. result.Warnings, CutWarning] : result.Warnings,
        Body = Write,
        Facts = AnswerFacts.Of(result.AnswerId, result.Provenance, result.Rows.Count),
        Table = new MetricText(result, page).ToString(),
    };

    private bool IsCut => page.HasMore || result.IsTruncated;

    private string? NextCursor => page.HasMore ? cursorAt(page.Offset + page.Count).ToString() : null;

    private string CutWarning => page.HasMore
        ? $"Rows {page.Offset + 1} to {page.Offset + page.Count} of {result.Rows.Count} are shown; the totals are of all. Send the same query with cursor {NextCursor} for the next rows, or ask for fewer."
        : "Rows are missing at the end; the totals are of all. Ask for fewer rows with a filter, a coarser grain or a limit.";

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
        writer.WriteBoolean("truncated", IsCut);
        writer.WriteString("next_cursor", NextCursor);
        MetricProvenance.Write(writer, result.Provenance);
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
            Write(writer, "absolute", change.Absolute);
            Write(writer, "relative", change.Relative);
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
            Write(writer, metric, value);

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, decimal? value)
    {
        if (value is { } number)
            writer.WriteNumber(name, number);
        else
            writer.WriteNull(name);
    }
}
