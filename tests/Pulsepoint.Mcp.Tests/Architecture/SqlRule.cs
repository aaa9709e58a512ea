using System.Text.RegularExpressions;

namespace Pulsepoint.Mcp.Tests.Architecture;

/// <summary>
/// SQL is one constant that a reader sees whole, and its values are parameters. So no text that reads like a statement may
/// be interpolated or put together; only the metric compiler makes SQL, from the catalogue's own names.
/// </summary>
internal static partial class SqlRule
{
    private static readonly string[] s_compilers = ["src/Pulsepoint.Mcp.Core/Metrics/Sql/"];

    public static IReadOnlyList<string> Violations(SourceTree tree) =>
    [
        .. from file in tree.Sources("src")
           where !s_compilers.Any(c => file.Key.StartsWith(c, StringComparison.Ordinal))
           from text in Interpolated().Matches(file.Value).Concat(JoinedAfter().Matches(file.Value)).Concat(JoinedBefore().Matches(file.Value))
           where Statement().IsMatch(text.Groups["text"].Value) || (text.Groups["joined"].Success && Clause().IsMatch(text.Groups["text"].Value))
           select $"{file.Key}:{1 + file.Value.AsSpan(0, text.Index).Count('\n')} makes SQL: {FirstLine(text.Groups["text"].Value)}",
    ];

    private static string FirstLine(string text) => text.Trim().Split('\n')[0];

    [GeneratedRegex("""(?:\$+@?|@\$)(?:(?<quotes>"{3,})(?<text>[\s\S]*?)\k<quotes>|"(?<text>(?:\\.|[^"\\\n])*)")""", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Interpolated();

    [GeneratedRegex("""(?<!["\\$@])(?:(?<quotes>"{3,})(?<text>[\s\S]*?)\k<quotes>|"(?<text>(?:\\.|[^"\\\n])*)")(?<joined>\s*\+(?![+=]))""", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex JoinedAfter();

    [GeneratedRegex("""(?<joined>(?<!\+)\+=?\s*)(?:(?<quotes>"{3,})(?<text>[\s\S]*?)\k<quotes>|"(?<text>(?:\\.|[^"\\\n])*)")""", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex JoinedBefore();

    // At the start of a line, so that a sentence with the word in it is no statement.
    [GeneratedRegex("""^\s*(select\s|insert\s+into\s|update\s+\S+\s+(as\s+\w+\s+)?set\s|delete\s+from\s|with\s+\w+\s+as\s*\()""", RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Statement();

    [GeneratedRegex("""^\s*(where|and|or|order\s+by|group\s+by|having|values\s*\()\s""", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Clause();
}
