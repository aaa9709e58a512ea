using System.Text.RegularExpressions;

namespace Pulsepoint.Mcp.Testing.Google.BigQuery;

/// <summary>Statements between BEGIN TRANSACTION and COMMIT TRANSACTION, each ended by a semicolon at the end of its line.</summary>
internal static partial class TransactionText
{
    /// <exception cref="BigQueryError">It does not begin or end so.</exception>
    public static IReadOnlyList<SqlText> Split(SqlText statement)
    {
        var parts = End().Split(statement.Sql).Select(s => s.Trim()).Where(s => s.Length > 0).ToList();
        if (!parts[0].Equals("begin transaction", StringComparison.OrdinalIgnoreCase) || !parts[^1].Equals("commit transaction", StringComparison.OrdinalIgnoreCase))
            throw BigQueryError.Query("Of scripts, only one transaction is known here.");

        return [.. parts[1..^1].Select(sql => statement with { Sql = sql })];
    }

    [GeneratedRegex(@";\s*(\n|$)", RegexOptions.ExplicitCapture)]
    private static partial Regex End();
}
