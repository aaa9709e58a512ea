using System.Text.RegularExpressions;

namespace Pulsepoint.Mcp.Tests.Architecture;

/// <summary>
/// SQL is one constant that a reader sees whole, and its values are parameters. So no text that reads like a statement may
/// be interpolated or put together; only the metric compiler makes SQL, from the catalogue's own names, and the move of facts, which
/// says the same of every table in the list of tables.
/// </summary>
internal static partial class SqlRule
{
    private const int MostMilliseconds = 10_000;

    private static readonly string[] s_compilers =
    [
        "src/Pulsepoint.Mcp.Core/Metrics/Sql/", "src/Pulsepoint.Mcp.Core/Moves/TallyQuery.cs", "src/Pulsepoint.Mcp.DuckDb/Moves/FactParts.cs",
        "src/Pulsepoint.Mcp.Google/Moves/ArrivalScript.cs",
    ];

    public static IReadOnlyList<string> Violations(SourceTree tree) =>
    [
        .. from file in tree.Sources("src")
           where !s_compilers.Any(c => file.Key.StartsWith(c, StringComparison.Ordinal))
           from token in Texts().Matches(file.Value)
           where token.Groups["text"].Success && IsMadeOfSql(file.Value, token)
           select $"{file.Key}:{1 + file.Value.AsSpan(0, token.Index).Count('\n')} makes SQL: {token.Groups["text"].Value.Trim().Split('\n')[0]}",
    ];

    private static bool IsMadeOfSql(string file, Match token)
    {
        var text = token.Groups["text"].Value;
        var isJoined = IsJoined(file, token);

        return (isJoined && Clause().IsMatch(text))
            || ((isJoined || token.Groups["prefix"].Value.Contains('$')) && Statement().IsMatch(text));
    }

    private static bool IsJoined(string file, Match token)
    {
        var before = file.AsSpan(0, token.Index).TrimEnd();
        var after = file.AsSpan(token.Index + token.Length).TrimStart();
        return before.EndsWith("+") || before.EndsWith("+=") || after.StartsWith("+");
    }

    // Comments and characters are matched only to be passed over: a quote in them begins no text.
    [GeneratedRegex("""
        //[^\n]*
        | /\*[\s\S]*?\*/
        | '(\\.|[^'\\\n])+'
        | (?<prefix>[$@]*)(?<quotes>"{3,})(?<text>[\s\S]*?)\k<quotes>
        | (?<prefix>\$?@\$?)"(?<text>([^"]|"")*)"
        | (?<prefix>\$?)"(?<text>(\\.|[^"\\\n])*)"
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture, MostMilliseconds)]
    private static partial Regex Texts();

    // At the start of a line, so that a sentence with the word in it is no statement.
    [GeneratedRegex("""^\s*(select\s|insert\s+into\s|update\s+\S+\s+(as\s+\w+\s+)?set\s|delete\s+from\s|with\s+\w+\s+as\s*\()""", RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.ExplicitCapture, MostMilliseconds)]
    private static partial Regex Statement();

    // Two words, or one with a sign that prose does not have: "and" alone joins sentences, too.
    [GeneratedRegex("""^\s*(where\s+\S+\s*[=<>]|(and|or)\s+\S+\s*[=<>]|order\s+by\s|group\s+by\s|having\s|values\s*\()""", RegexOptions.Multiline | RegexOptions.ExplicitCapture, MostMilliseconds)]
    private static partial Regex Clause();
}
