using System.Text.RegularExpressions;

namespace Pulsepoint.Mcp.Testing.Google.BigQuery;

internal static partial class StatementKinds
{
    public static StatementKind Of(SqlText statement)
    {
        var text = Comments().Replace(statement.Sql, "");
        var word = text.StartsWith('(') ? "(" : Word().Match(text).Value.ToUpperInvariant();
        return word switch
        {
            "SELECT" or "WITH" or "(" => StatementKind.Query,
            "INSERT" => StatementKind.Insert,
            "UPDATE" => StatementKind.Update,
            "DELETE" => StatementKind.Delete,
            "MERGE" => StatementKind.Merge,
            "BEGIN" => StatementKind.Transaction,
            _ => throw BigQueryError.Query($"{word} is not known here."),
        };
    }

    // Those before the first word.
    [GeneratedRegex(@"^(\s|--[^\n]*(\n|$)|#[^\n]*(\n|$)|/\*.*?\*/)+", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Comments();

    [GeneratedRegex(@"^\S+")]
    private static partial Regex Word();
}
