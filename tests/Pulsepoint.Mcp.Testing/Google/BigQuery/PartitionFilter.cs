namespace Pulsepoint.Mcp.Testing.Google.BigQuery;

/// <summary>
/// Whether a query narrows the days of every table that wants it, also from outside of the query around it: a condition on a column
/// that is handed on as it is reaches the table. Goes by the text, with views written out, as far as queries like ours need.
/// </summary>
internal static class PartitionFilter
{
    private static readonly string[] s_afterWhere = ["group", "having", "qualify", "window", "order", "limit"];

    /// <param name="sql">A query.</param>
    /// <param name="needed">The column of each table, as it is named in the query, that wants to be narrowed.</param>
    /// <exception cref="BigQueryError">One is not.</exception>
    public static void Check(string sql, IReadOnlyDictionary<string, string> needed)
    {
        if (needed.Count > 0)
            Query(SqlItem.Parse(sql), needed, []);
    }

    /// <param name="items">A query, or many under one another.</param>
    /// <param name="needed">As above.</param>
    /// <param name="outside">The columns of its result that are narrowed outside of it.</param>
    private static void Query(IReadOnlyList<SqlItem> items, IReadOnlyDictionary<string, string> needed, IReadOnlyList<string> outside)
    {
        List<List<SqlItem>>? first = null;
        foreach (var part in Split(items, i => i.Is("union", "intersect")).Select(p => p.SkipWhile(i => i.Is("all", "distinct")).ToList()))
        {
            if (part is [{ Inner: { } whole }])
            {
                Query(whole, needed, outside);
                continue;
            }

            var columns = Split(Clause(part, ["select"], ["from"]), i => i.Is(","));
            first ??= columns;
            var names = first.Select(NameOf).ToList();
            Select(part, needed, [.. outside.SelectMany(name => Within(part, columns, names, name))]);
        }
    }

    private static void Select(List<SqlItem> part, IReadOnlyDictionary<string, string> needed, List<string> fromOutside)
    {
        var where = Clause(part, ["where"], s_afterWhere);
        List<string> narrowed = [.. fromOutside, .. Narrowed(where)];
        var from = Clause(part, ["from"], ["where", .. s_afterWhere]);
        foreach (var item in from)
        {
            if (item.Inner is { } inner && inner.Any(i => i.Is("select")))
                Query(inner, needed, narrowed);
            else if (needed.TryGetValue(item.Text.Trim('`'), out var column) && !narrowed.Contains(column, StringComparer.OrdinalIgnoreCase))
                throw BigQueryError.Query($"Cannot query over table '{item.Text.Trim('`')}' without a filter over column(s) '{column}' that can be used for partition elimination");
        }

        foreach (var item in part.Except(from).Where(i => i.Inner is not null))
            Nested(item.Inner!, needed); // not null: just looked
    }

    // A query in a condition or a column is narrowed by nothing outside of it.
    private static void Nested(IReadOnlyList<SqlItem> items, IReadOnlyDictionary<string, string> needed)
    {
        if (items.Any(i => i.Is("select")))
            Query(items, needed, []);
        else
            items.Where(i => i.Inner is not null).ToList().ForEach(i => Nested(i.Inner!, needed)); // not null: just looked
    }

    /// <summary>The column of this part that is handed on under a name; nothing where it is no column as it is, or a window looks past the condition.</summary>
    private static IEnumerable<string> Within(List<SqlItem> part, List<List<SqlItem>> columns, List<string> names, string name)
    {
        var place = names.FindIndex(n => n.Equals(name, StringComparison.OrdinalIgnoreCase));
        var column = columns is [[{ Text: "*" }]] ? name : place >= 0 && IsColumn(columns[place]) ? columns[place][0].Column : null;
        var windows = part.Zip(part.Skip(1)).Where(p => p.First.Is("over") && p.Second.Inner is not null).Select(p => Clause(p.Second.Inner!, ["by"], ["order"])).ToList(); // not null: just looked
        if (column is not null && windows.TrueForAll(w => w.Any(i => i.Column.Equals(column, StringComparison.OrdinalIgnoreCase))))
            yield return column;
    }

    private static bool IsColumn(List<SqlItem> column) => column[0].IsWord && (column.Count == 1 || (column.Count == 3 && column[1].Is("as")));

    private static string NameOf(List<SqlItem> column) => column[^1].Column;

    private static IEnumerable<string> Narrowed(IReadOnlyList<SqlItem> where)
    {
        for (var i = 0; i < where.Count; i++)
        {
            if (where[i].IsWord && i + 1 < where.Count && where[i + 1].Is("=", "<", ">", "<=", ">=", "between", "in"))
                yield return where[i].Column;
            foreach (var column in where[i].Inner is { } inner ? Narrowed(inner) : [])
                yield return column;
        }
    }

    private static List<SqlItem> Clause(IReadOnlyList<SqlItem> items, string[] start, string[] ends) =>
        [.. items.SkipWhile(i => !i.Is(start)).Skip(1).TakeWhile(i => !i.Is(ends))];

    private static List<List<SqlItem>> Split(IReadOnlyList<SqlItem> items, Func<SqlItem, bool> at)
    {
        List<List<SqlItem>> parts = [[]];
        foreach (var item in items)
        {
            if (at(item))
                parts.Add([]);
            else
                parts[^1].Add(item);
        }

        return parts;
    }
}
