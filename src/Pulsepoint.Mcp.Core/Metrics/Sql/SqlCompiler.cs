using System.Text;
using Pulsepoint.Mcp.Core.Metrics.Catalogue;
using Pulsepoint.Mcp.Core.Metrics.Planning;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Metrics.Time;

namespace Pulsepoint.Mcp.Core.Metrics.Sql;

/// <summary>
/// Compiles a plan to SQL. Facts are summed to the groups source by source, put under one another and summed again, so
/// that no two facts are ever joined. The last measure column counts sums that lacked an exchange rate.
/// </summary>
internal static class SqlCompiler
{
    /// <summary>The groups of the query in its order, at most <paramref name="limit"/> of them.</summary>
    public static CompiledQuery Rows(QueryPlan plan, DateRange range, int limit) =>
        Compile(plan, plan.Measures, QueryGroups.Of(plan.Query), range, limit);

    /// <summary>The same groups for other days, without conditions: the answer's rows choose among them.</summary>
    public static CompiledQuery Counterparts(QueryPlan plan, DateRange range, int limit) =>
        Compile(plan with { Query = plan.Query with { Having = [], OrderBy = [] } }, plan.Measures, QueryGroups.Of(plan.Query), range, limit);

    /// <summary>Everything in one row, from its own query: ratios and distinct counts do not add up.</summary>
    public static CompiledQuery Totals(QueryPlan plan, DateRange range) =>
        Compile(plan.Whole is { } whole ? whole with { Dataset = plan.Dataset } : plan, plan.Measures, QueryGroups.None, range, limit: null);

    private static CompiledQuery Compile(QueryPlan plan, IReadOnlyList<string> measures, QueryGroups groups, DateRange range, int? limit)
    {
        var dialect = SqlDialect.Of(plan.Engine, plan.Dataset);
        var parameters = new ParameterList(dialect.ParameterPrefix);
        var writer = new PartWriter(dialect, plan, groups, range, parameters);
        string[] names = [.. GroupNames(groups)];
        string[] sums = [.. measures.Select(m => "m_" + m), "missing"];
        var parts = string.Join("\nunion all\n", plan.Parts.SelectMany(writer.Write));

        var sql = new StringBuilder()
            .Append("select ").AppendJoin(", ", names.Concat(sums))
            .Append("\nfrom (\nselect ").AppendJoin(", ", names.Concat(sums.Select(s => $"sum({s}) as {s}")))
            .Append("\nfrom (\n").Append(parts).Append("\n) as parts");
        if (groups.Count > 0)
            sql.Append("\ngroup by ").AppendJoin(", ", names);
        sql.Append("\n) as grouped");

        if (limit is not null)
            AppendConditionsAndOrder(sql, dialect, plan.Query, groups, sums, parameters, limit.Value);

        return new CompiledQuery(sql.ToString(), parameters.All, groups.Grain is not null, groups.Dimensions.Count, sums.Length);
    }

    private static void AppendConditionsAndOrder(
        StringBuilder sql, SqlDialect dialect, MetricQuery query, QueryGroups groups, string[] sums, ParameterList parameters, int limit)
    {
        string[] conditions =
        [
            .. SaysSomething(groups, sums),
            .. query.Having.Select(h => $"{MetricSql.Expression(dialect, h.Metric, m => "m_" + m)} {Operator(h.Comparison)} {parameters.Add(h.Value)}"),
        ];
        if (conditions.Length > 0)
            sql.Append("\nwhere ").AppendJoin("\n  and ", conditions);

        // The groups' own names come last, so that equal values always stand in the same order.
        string[] order =
        [
            .. query.OrderBy.Select(k => $"{Target(dialect, query, k)} {(k.IsDescending ? "desc" : "asc")} nulls last"),
            .. (groups.Grain is null ? [] : new[] { "period asc nulls last" }),
            .. groups.Dimensions.Select((_, i) => $"{dialect.Ordinal(KeyName(i))} asc nulls last"),
        ];
        if (order.Length > 0)
            sql.Append("\norder by ").AppendJoin(", ", order);

        sql.Append("\nlimit ").Append(parameters.Add((long)limit));
    }

    /// <summary>
    /// Leaves out groups without a name in which nothing happened: orders' shipping has no product, and no value by product either.
    /// Before the limit, or they would take places in it.
    /// </summary>
    private static IEnumerable<string> SaysSomething(QueryGroups groups, string[] sums)
    {
        if (groups.Dimensions.Count > 0)
            yield return $"({string.Join(" and ", groups.Dimensions.Select((_, i) => $"{KeyName(i)} is not null"))} or {string.Join(" or ", sums.Select(s => $"{s} <> 0"))})";
    }

    private static IEnumerable<string> GroupNames(QueryGroups groups)
    {
        if (groups.Grain is not null)
            yield return "period";

        for (var i = 0; i < groups.Dimensions.Count; i++)
            yield return KeyName(i);
    }

    private static string KeyName(int index) => $"k{index}";

    // Numbers are keys of text like all others; as text, 10 would come before 2.
    private static string KeyOrder(SqlDialect dialect, IReadOnlyList<Dimension> dimensions, int index) =>
        dimensions[index].Shape == DimensionShape.Number ? dialect.Whole(KeyName(index)) : dialect.Ordinal(KeyName(index));

    private static string Target(SqlDialect dialect, MetricQuery query, SortKey key) => key.Target switch
    {
        SortTarget.Period => "period",
        SortTarget.Dimension => KeyOrder(dialect, query.Dimensions, query.Dimensions.Select(d => d.Id).ToList().IndexOf(key.Id)),
        SortTarget.Metric => MetricSql.Expression(dialect, query.Metrics.First(m => m.Id == key.Id), m => "m_" + m),
        _ => throw new ArgumentOutOfRangeException(nameof(key), key.Target, "Unknown target of an order."),
    };

    private static string Operator(Comparison comparison) => comparison switch
    {
        Comparison.Equal => "=",
        Comparison.NotEqual => "<>",
        Comparison.Greater => ">",
        Comparison.GreaterOrEqual => ">=",
        Comparison.Less => "<",
        Comparison.LessOrEqual => "<=",
        _ => throw new ArgumentOutOfRangeException(nameof(comparison), comparison, "Unknown comparison."),
    };
}
