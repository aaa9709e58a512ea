using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Google.Provisioning;

namespace Pulsepoint.Mcp.Google.BigQuery;

/// <summary>
/// The last look at a statement before it is sent: every table lies in the tenant's own dataset. Compiled queries are made so; this
/// holds should they once not be. A table is a name in backticks, nothing else may follow FROM or JOIN but a query in brackets, and
/// tables are joined with JOIN: behind a comma, a bare name would be one.
/// </summary>
internal static class DatasetWall
{
    /// <returns>How many tables it reads; of a view of ours, those that are behind it.</returns>
    /// <exception cref="InvalidOperationException">It reads something else.</exception>
    public static int Check(string sql, DatasetName dataset)
    {
        HashSet<string> tables = [];
        var isSource = false;
        var clause = new FromClause();
        for (var i = 0; i < sql.Length;)
        {
            var (end, kind) = SqlToken.Next(sql, i);
            var text = sql.AsSpan(i, end - i);
            i = end;
            if (kind == SqlTokenKind.Space)
                continue;
            if (kind == SqlTokenKind.Quoted && !IsWithin(text[1..^1], dataset.Value))
                throw new InvalidOperationException("A statement names a table outside the tenant's dataset.");
            if (kind == SqlTokenKind.Quoted)
                tables.Add(text.ToString());
            if (isSource && kind != SqlTokenKind.Quoted && text is not "(")
                throw new InvalidOperationException("A statement names a table without its dataset.");
            if (clause.IsOpen && text is ",")
                throw new InvalidOperationException("A statement lists tables with a comma.");

            isSource = text.Equals("from", StringComparison.OrdinalIgnoreCase) || text.Equals("join", StringComparison.OrdinalIgnoreCase);
            clause.Follow(text);
        }

        return tables.SelectMany(t => DatasetViews.TablesBehind(t[1..^1][(dataset.Value.Length + 1)..])).Distinct(StringComparer.Ordinal).Count();
    }

    private static bool IsWithin(ReadOnlySpan<char> name, string dataset)
    {
        if (name.Length <= dataset.Length + 1 || !name.StartsWith(dataset, StringComparison.Ordinal) || name[dataset.Length] != '.')
            return false;

        foreach (var c in name[(dataset.Length + 1)..])
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '_')
                return false;
        }

        return true;
    }
}
