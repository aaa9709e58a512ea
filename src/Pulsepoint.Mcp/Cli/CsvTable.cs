using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pulsepoint.Mcp.Cli;

/// <summary>A table answer as CSV (RFC 4180): a line of column ids, then every row as it stands in the JSON; null is empty.</summary>
internal static class CsvTable
{
    public static bool IsTable(JsonElement answer) => answer.ValueKind is JsonValueKind.Object && answer.TryGetProperty("columns", out _) && answer.TryGetProperty("rows", out _);

    public static bool IsCompared(JsonElement answer) => answer.TryGetProperty("compare", out var compare) && compare.ValueKind is JsonValueKind.Object;

    public static string Header(JsonElement answer) =>
        string.Join(',', answer.GetProperty("columns").EnumerateArray().Select(c => Quote(c.GetProperty("id").GetString()!)));

    public static IEnumerable<string> Rows(JsonElement answer) =>
        answer.GetProperty("rows").EnumerateArray().Select(row => string.Join(',', row.EnumerateArray().Select(Cell)));

    /// <summary>The same call for the page after this one; null when there is none.</summary>
    public static JsonElement? Next(JsonElement arguments, JsonElement answer)
    {
        if (!answer.TryGetProperty("next_cursor", out var cursor) || cursor.ValueKind is not JsonValueKind.String)
            return null;

        var next = arguments.ValueKind is JsonValueKind.Object ? JsonObject.Create(arguments)! : [];
        next["cursor"] = cursor.GetString();
        return JsonDocument.Parse(next.ToJsonString()).RootElement;
    }

    private static string Cell(JsonElement cell) => cell.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.String => Text(cell.GetString()!),
        _ => cell.GetRawText(),
    };

    // A product may be named by anybody, and a spreadsheet runs what begins like a formula.
    private static string Text(string text) => Quote(text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? $"'{text}" : text);

    private static string Quote(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
