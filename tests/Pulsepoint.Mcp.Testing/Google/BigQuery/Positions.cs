using System.Globalization;
using System.Text.RegularExpressions;

namespace Pulsepoint.Mcp.Testing.Google.BigQuery;

/// <summary>Gives parameters that are meant by their position names, for the evaluator knows no others.</summary>
internal static partial class Positions
{
    private const int MostMilliseconds = 1_000;

    public static (string Sql, IReadOnlyList<QueryValue> Parameters) Name(string sql, IReadOnlyList<QueryValue> parameters)
    {
        var count = 0;
        var named = Marks().Replace(sql, mark => mark.Value == "?" ? "@" + NameOf(count++) : mark.Value);
        return count == parameters.Count
            ? (named, [.. parameters.Select((p, i) => p with { Name = NameOf(i) })])
            : throw BigQueryError.Query($"Query has {count} positional parameters, and {parameters.Count} values.");
    }

    private static string NameOf(int position) => "at_" + position.ToString(CultureInfo.InvariantCulture);

    // A question mark in a comment, a name or a text is none.
    [GeneratedRegex("""--[^\n]*|#[^\n]*|/\*[\s\S]*?\*/|`[^`]*`|'(\\.|[^'\\])*'|"(\\.|[^"\\])*"|\?""", RegexOptions.ExplicitCapture, MostMilliseconds)]
    private static partial Regex Marks();
}
