using System.Text.RegularExpressions;

namespace Pulsepoint.Mcp.Testing.Google.BigQuery;

/// <summary>
/// A MERGE whose condition is false: it takes some rows of a table away and puts those of another into it. The evaluator runs no MERGE,
/// so it is run as the two changes that it is; no row is of both.
/// </summary>
internal static partial class MergeText
{
    /// <exception cref="BigQueryError">It is another MERGE.</exception>
    public static (SqlText Delete, SqlText Insert) Split(SqlText statement)
    {
        var form = Form().Match(statement.Sql);
        if (!form.Success)
            throw BigQueryError.Query("Of MERGE, only one ON FALSE with DELETE and INSERT is known here.");

        var which = form.Groups["which"].Success ? form.Groups["which"].Value : "true";
        return (
            statement with { Sql = $"delete from {form.Groups["target"].Value} as {form.Groups["t"].Value} where {which}" },
            statement with { Sql = $"insert into {form.Groups["target"].Value} ({form.Groups["columns"].Value}) select {form.Groups["values"].Value} from {form.Groups["source"].Value} as {form.Groups["s"].Value}" });
    }

    [GeneratedRegex(
        """
        ^\s*merge\s+(into\s+)?(?<target>`[^`]+`)\s+(as\s+)?(?<t>\w+)\s+using\s+(?<source>`[^`]+`)\s+(as\s+)?(?<s>\w+)\s+on\s+false
        \s+when\s+not\s+matched\s+by\s+source(\s+and\s+(?<which>.+?))?\s+then\s+delete
        \s+when\s+not\s+matched(\s+by\s+target)?\s+then\s+insert\s*\((?<columns>[^)]*)\)\s*values\s*\((?<values>[^)]*)\)\s*$
        """,
        RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
