using System.Text.RegularExpressions;

namespace Pulsepoint.Mcp.Testing.Google.BigQuery;

/// <summary>A piece of a statement: a word, a sign, a text, or all that stands in a pair of brackets.</summary>
/// <param name="Text">As it stands there; empty for brackets.</param>
/// <param name="Inner">What is in the brackets; null for everything else.</param>
internal sealed partial record SqlItem(string Text, IReadOnlyList<SqlItem>? Inner)
{
    private const int MostMilliseconds = 1_000;

    /// <summary>The word without the table before it.</summary>
    public string Column => Text[(Text.LastIndexOf('.') + 1)..];

    public bool IsWord => Inner is null && Text.Length > 0 && (char.IsLetter(Text[0]) || Text[0] == '_');

    public static IReadOnlyList<SqlItem> Parse(string sql)
    {
        var open = new Stack<List<SqlItem>>();
        open.Push([]);
        foreach (var text in Pieces().Matches(sql).Select(m => m.Value).Where(t => !IsComment(t)))
        {
            if (text == "(")
                open.Push([]);
            else if (text == ")" && open.Count > 1)
                Close(open);
            else
                open.Peek().Add(new SqlItem(text, null));
        }

        return open.Last();
    }

    public bool Is(params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (Inner is null && Text.Equals(word, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static void Close(Stack<List<SqlItem>> open)
    {
        var inner = open.Pop();
        open.Peek().Add(new SqlItem("", inner));
    }

    private static bool IsComment(string text) => text.StartsWith("--", StringComparison.Ordinal) || text[0] == '#' || text.StartsWith("/*", StringComparison.Ordinal);

    [GeneratedRegex("""--[^\n]*|#[^\n]*|/\*[\s\S]*?\*/|`[^`]*`|'(\\.|[^'\\])*'|"(\\.|[^"\\])*"|@?[A-Za-z_]\w*(\.[A-Za-z_]\w*)*|[0-9][0-9.]*|<=|>=|<>|!=|\|\||[^\s]""", RegexOptions.ExplicitCapture, MostMilliseconds)]
    private static partial Regex Pieces();
}
