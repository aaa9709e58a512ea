using System.Text.Json;

namespace Pulsepoint.Mcp.Cli;

/// <summary>A table, or a list of things, as CSV (RFC 4180): a line of column ids, then every row as it stands in the JSON; null is empty.</summary>
internal static class CsvTable
{
    // Members that list things, with what each thing has: the columns stay the same whatever was found.
    private static readonly (string Member, string[] Columns)[] s_lists =
    [
        ("brands", ["id", "name", "currency", "time_zone", "sources", "data_through"]),
        ("metrics", ["id", "group", "unit", "formula", "not_by", "trap", "synonyms"]),
        ("values", ["value", "brands", "last_seen"]),
        ("entries", ["at", "actor", "actor_id", "action", "target", "detail"]),
    ];

    /// <summary>Its lines; null for an answer that is neither.</summary>
    public static IEnumerable<string>? Of(JsonElement answer)
    {
        if (answer.ValueKind is not JsonValueKind.Object)
            return null;

        if (answer.TryGetProperty("columns", out var columns) && answer.TryGetProperty("rows", out var rows))
            return Lines(columns.EnumerateArray().Select(c => c.GetProperty("id").GetString()!), rows.EnumerateArray().Select(r => r.EnumerateArray().Select(Cell)));

        return s_lists.FirstOrDefault(l => answer.TryGetProperty(l.Member, out _)) is ({ } member, { } names)
            ? Lines(names, answer.GetProperty(member).EnumerateArray().Select(thing => names.Select(name => thing.TryGetProperty(name, out var value) ? Cell(value) : "")))
            : null;
    }

    public static bool IsCompared(JsonElement answer) => answer.TryGetProperty("compare", out var compare) && compare.ValueKind is JsonValueKind.Object;

    /// <summary>Whether something follows that no page has.</summary>
    public static bool IsCut(JsonElement answer) => answer.TryGetProperty("truncated", out var truncated) && truncated.GetBoolean();

    private static IEnumerable<string> Lines(IEnumerable<string> header, IEnumerable<IEnumerable<string>> rows) =>
        rows.Prepend(header.Select(Quote)).Select(cells => string.Join(',', cells));

    private static string Cell(JsonElement cell) => cell.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.String => Text(cell.GetString()!),
        JsonValueKind.Array => Text(string.Join(' ', cell.EnumerateArray())),
        JsonValueKind.Object => Text(cell.GetRawText()),
        _ => cell.GetRawText(),
    };

    // A product may be named by anybody, and a spreadsheet runs what begins like a formula.
    private static string Text(string text) => Quote(text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? $"'{text}" : text);

    private static string Quote(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
