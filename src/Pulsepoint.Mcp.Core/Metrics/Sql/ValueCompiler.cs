using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Metrics.Catalogue;
using Pulsepoint.Mcp.Core.Metrics.Planning;
using Pulsepoint.Mcp.Core.Metrics.Query;

namespace Pulsepoint.Mcp.Core.Metrics.Sql;

/// <summary>
/// Compiles the question which values a dimension has. Rows are pairs of value and brand with their last day, all pairs of
/// a value together: the best match first, then the value seen latest.
/// </summary>
internal static class ValueCompiler
{
    /// <param name="plan">The dimension, and where its values stand.</param>
    /// <param name="brands">The brands whose values may be seen, never none.</param>
    /// <param name="search">Text that a value must contain, upper and lower case alike; null for every value.</param>
    /// <param name="after">Only the values after this one, in the order of the rows; null for all.</param>
    /// <param name="rows">At most so many pairs.</param>
    public static CompiledQuery Compile(ValuePlan plan, IReadOnlyList<Brand> brands, string? search, ValuePlace? after, int rows)
    {
        var dialect = SqlDialect.Of(plan.Engine, plan.Dataset);
        var parameters = new ParameterList(dialect.ParameterPrefix);
        var column = $"s.{FactSource.ColumnOf(plan.Dimension.Id)}";
        var text = search is null ? null : $"lower({parameters.Add(search)})";
        string[] every = dialect.EveryDay("s.event_date") is { } condition ? [condition] : [];
        var where = string.Join(" and ", [.. every, .. Conditions(plan.Dimension, column, brands, text, parameters)]);
        var parts = plan.Sources.Select(source =>
            $"""
            select max(s.event_date) as period, {column} as k0, s.brand_id as k1
            from {dialect.Table(source.Table)} as s
            where {where}
            group by 2, 3
            """);
        var sql = $"""
            select v.period, v.k0, v.k1
            from (
            select max(p.period) as period, p.k0, p.k1, max(max(p.period)) over (partition by p.k0) as seen
            from (
            {string.Join("\nunion all\n", parts)}
            ) as p
            group by 2, 3
            ) as v{(after is { LastSeen: { } seen } ? $"\nwhere {After(parameters.Add(seen), parameters.Add(after.Value), text)}" : "")}
            order by {(text is null ? "" : $"{Rank("v.k0", text)}, ")}v.seen desc, v.k0, v.k1
            limit {parameters.Add((long)rows)}
            """;
        return new CompiledQuery(sql, parameters.All, HasPeriod: true, KeyCount: 2, MeasureCount: 0);
    }

    private static IEnumerable<string> Conditions(Dimension dimension, string column, IReadOnlyList<Brand> brands, string? text, ParameterList parameters)
    {
        yield return $"s.brand_id in ({string.Join(", ", brands.Select(b => parameters.Add(b.Id.Value)))})";

        // Only what a filter takes: a value that cannot be sent back helps nobody.
        yield return dimension.Values is { } closed
            ? $"lower({column}) in ({string.Join(", ", closed.Select(v => $"lower({parameters.Add(v)})"))})"
            : $"length({column}) between 1 and {parameters.Add((long)FilterChecker.MaxValueLength)}";

        if (text is not null)
            yield return $"strpos(lower({column}), {text}) > 0";
    }

    /// <summary>What the order of the rows puts behind a value that was seen last on a day.</summary>
    private static string After(string seen, string value, string? text)
    {
        var later = $"(v.seen < {seen} or (v.seen = {seen} and v.k0 > {value}))";
        return text is null
            ? later
            : $"({Rank("v.k0", text)} > {Rank(value, text)} or ({Rank("v.k0", text)} = {Rank(value, text)} and {later}))";
    }

    /// <summary>Equal, then beginning with the text, then containing it.</summary>
    private static string Rank(string value, string text) => $"case when lower({value}) = {text} then 0 when strpos(lower({value}), {text}) = 1 then 1 else 2 end";
}
