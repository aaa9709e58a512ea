namespace Pulsepoint.Mcp.Server.Tools;

/// <summary>Compact comma-separated text: the fewest tokens that a model still reads as a table.</summary>
internal static class TextTable
{
    public static string Of(IEnumerable<string> header, IEnumerable<IEnumerable<string?>> rows) =>
        string.Join('\n', rows.Select(Line).Prepend(Line(header)));

    private static string Line(IEnumerable<string?> cells) => string.Join(',', cells.Select(Cell));

    private static string Cell(string? text)
    {
        if (text is null)
            return "";

        // Text from the data must not be able to begin a line of its own.
        var oneLine = text.ReplaceLineEndings(" ");
        return oneLine.AsSpan().IndexOfAny(',', '"') < 0 ? oneLine : $"\"{oneLine.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
