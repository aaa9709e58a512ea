namespace Pulsepoint.Mcp.Cli;

/// <summary>Rows under a heading, each column as wide as its longest text.</summary>
internal static class Columns
{
    private const string Gap = "  ";

    public static IEnumerable<string> Lines(IReadOnlyList<string> heading, IEnumerable<IReadOnlyList<string>> rows)
    {
        List<IReadOnlyList<string>> all = [heading, .. rows.Select(row => (IReadOnlyList<string>)[.. row.Select(Printable)])];
        var widths = heading.Select((_, column) => all.Max(row => row[column].Length)).ToList();
        return all.Select(row => string.Join(Gap, row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
    }

    // Names and notes are other people's text, and a terminal obeys what is in it.
    private static string Printable(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)) : text;
}
