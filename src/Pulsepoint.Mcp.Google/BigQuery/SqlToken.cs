namespace Pulsepoint.Mcp.Google.BigQuery;

/// <summary>Cuts GoogleSQL into pieces, as far as it takes to tell a name in backticks from a text that looks like one.</summary>
internal static class SqlToken
{
    private const string LongQuote = "\"\"\"";
    private const string LongApostrophe = "'''";

    /// <returns>Where the piece that begins at <paramref name="start"/> ends, and what it is.</returns>
    /// <exception cref="InvalidOperationException">It does not end.</exception>
    public static (int End, SqlTokenKind Kind) Next(string sql, int start)
    {
        var rest = sql.AsSpan(start);
        return rest[0] switch
        {
            _ when char.IsWhiteSpace(rest[0]) => (start + 1, SqlTokenKind.Space),
            '#' => (Line(sql, start), SqlTokenKind.Space),
            '-' when rest.StartsWith("--") => (Line(sql, start), SqlTokenKind.Space),
            '/' when rest.StartsWith("/*") => (After(sql, start + 2, "*/"), SqlTokenKind.Space),
            '`' => (After(sql, start + 1, "`"), SqlTokenKind.Quoted),
            '"' => (Text(sql, start, rest.StartsWith(LongQuote) ? LongQuote : "\""), SqlTokenKind.Other),
            '\'' => (Text(sql, start, rest.StartsWith(LongApostrophe) ? LongApostrophe : "'"), SqlTokenKind.Other),
            _ when IsOfWord(rest[0]) => (Word(sql, start), SqlTokenKind.Other),
            _ => (start + 1, SqlTokenKind.Other),
        };
    }

    private static int Line(string sql, int start) => sql.IndexOf('\n', start) is >= 0 and var end ? end : sql.Length;

    private static int Word(string sql, int start)
    {
        var end = start;
        while (end < sql.Length && IsOfWord(sql[end]))
            end++;

        return end;
    }

    private static int Text(string sql, int start, string quote)
    {
        for (var i = start + quote.Length; i < sql.Length; i++)
        {
            if (sql[i] == '\\')
                i++;
            else if (string.CompareOrdinal(sql, i, quote, 0, quote.Length) == 0)
                return i + quote.Length;
        }

        throw new InvalidOperationException("A text in a statement does not end.");
    }

    private static int After(string sql, int start, string end) =>
        sql.IndexOf(end, start, StringComparison.Ordinal) is >= 0 and var found ? found + end.Length : throw new InvalidOperationException("A statement does not end.");

    private static bool IsOfWord(char c) => char.IsLetterOrDigit(c) || c is '_' or '@' or '$';
}
