using Pulsepoint.Mcp.Core.Metrics.Catalogue;
using Pulsepoint.Mcp.Core.Metrics.Planning;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Metrics.Time;

namespace Pulsepoint.Mcp.Core.Metrics.Sql;

/// <summary>
/// Writes the select that sums one source to the groups of a query. Every part yields the same columns: period, keys,
/// every measure of the query (null where another part has it), and how many sums lacked an exchange rate.
/// </summary>
internal sealed class PartWriter(SqlDialect dialect, QueryPlan plan, QueryGroups groups, DateRange range, ParameterList parameters)
{
    // Of money, and of amounts that a cost of four decimals multiplied: exact in both.
    private const int MoneyDecimals = 2;
    private const int CostDecimals = 6;

    public string Write(FactPart part)
    {
        var convert = part.Source.HasCurrency && part.Measures.Any(MetricCatalogue.Instance.IsMoney);
        return convert ? Converted(part) : Plain(part);
    }

    private string Plain(FactPart part)
    {
        string[] columns = [.. GroupColumns("s", KeyColumn), .. plan.Measures.Select(m => $"{dialect.Number(part.Measures.Contains(m) ? Aggregate(part, m) : "null")} as {Column(m)}"), "0 as missing"];
        return $"""
            select {string.Join(", ", columns)}
            from {dialect.Table(part.Source.Table)} as s
            where {Where()}{GroupBy(groups.Count)}
            """;
    }

    /// <summary>Sums by day and currency first, so that few rows meet the rates and each amount is converted at its own day's rate.</summary>
    private string Converted(FactPart part)
    {
        var currency = parameters.Add(plan.Query.Currency);
        string[] inner =
        [
            "s.event_date as event_date",
            "s.currency as currency",
            .. groups.Dimensions.Select((_, i) => $"s.{KeyColumn(i)} as k{i}"),
            .. part.Measures.Select(m => $"{InnerNumber(part, m)} as {Column(m)}"),
        ];
        string[] outer = [.. GroupColumns("d", i => $"k{i}"), .. plan.Measures.Select(m => $"{OuterNumber(part, m, currency)} as {Column(m)}"), $"sum(case when d.currency <> {currency} and r.rate is null then 1 else 0 end) as missing"];
        return $"""
            select {string.Join(", ", outer)}
            from (
            select {string.Join(", ", inner)}
            from {dialect.Table(part.Source.Table)} as s
            where {Where()}{GroupBy(2 + groups.Dimensions.Count)}
            ) as d
            left join {dialect.RatesTable} as r on r.date = d.event_date and r.from_ccy = d.currency and r.to_ccy = {currency}{GroupBy(groups.Count)}
            """;
    }

    private string Where()
    {
        List<string> conditions =
        [
            $"s.event_date between {parameters.Add(range.From)} and {parameters.Add(range.To)}",
            $"s.brand_id in ({string.Join(", ", plan.Query.Brands.Select(b => parameters.Add(b.Id.Value)))})",
            .. plan.Query.Filters.Select(FilterSql),
        ];
        return string.Join(" and ", conditions);

        string FilterSql(DimensionFilter filter)
        {
            var column = $"s.{FactSource.ColumnOf(filter.Dimension.Id)}";
            var values = filter.Values.Select(v => $"lower({parameters.Add(v)})").ToArray();
            return filter.Match switch
            {
                FilterMatch.In => $"lower({column}) in ({string.Join(", ", values)})",
                FilterMatch.NotIn => $"({column} is null or lower({column}) not in ({string.Join(", ", values)}))",
                FilterMatch.Contains => $"({string.Join(" or ", values.Select(v => $"strpos(lower({column}), {v}) > 0"))})",
                _ => throw new ArgumentOutOfRangeException(nameof(filter), filter.Match, "Unknown kind of filter."),
            };
        }
    }

    private string Aggregate(FactPart part, string measure)
    {
        var binding = part.Source.Measures[measure];
        var value = binding.When is null ? $"s.{binding.Column}" : $"case when {binding.When} then s.{binding.Column} end";
        if (binding.Times is { } cost)
            return $"sum({value} * {CostSql(cost)})";

        // No rows give null, as a sum does: whether that means zero is decided by what is loaded.
        return binding.IsDistinct ? $"nullif(count(distinct {value}), 0)" : $"sum({value})";
    }

    /// <summary>The cost of the row's brand; nothing where it is not set, which the answer says.</summary>
    private string CostSql(BrandCost cost)
    {
        var cases = plan.Query.Brands
            .Select(b => (b.Id, Value: cost == BrandCost.FulfilmentPerOrder ? b.Costs.FulfilmentPerOrder : b.Costs.PaymentFeeRate))
            .Where(b => b.Value is not null)
            .Select(b => $" when s.brand_id = {parameters.Add(b.Id.Value)} then {dialect.Rate(parameters.Add(b.Value!.Value))}") // not null: just looked
            .ToArray();
        return cases.Length == 0 ? "0" : $"case{string.Concat(cases)} else 0 end";
    }

    private string InnerNumber(FactPart part, string measure) => MetricCatalogue.Instance.IsMoney(measure)
        ? dialect.Money(Aggregate(part, measure), part.Source.Measures[measure].Times is null ? MoneyDecimals : CostDecimals)
        : Aggregate(part, measure);

    private string OuterNumber(FactPart part, string measure, string currency)
    {
        if (!part.Measures.Contains(measure))
            return dialect.Number("null");

        var rate = $"case when d.currency = {currency} then 1 else r.rate end";
        return MetricCatalogue.Instance.IsMoney(measure) ? dialect.Number($"sum(d.{Column(measure)} * {rate})") : dialect.Number($"sum(d.{Column(measure)})");
    }

    /// <summary>Period and keys, from the facts themselves or from the sums by day.</summary>
    private IEnumerable<string> GroupColumns(string table, Func<int, string> key)
    {
        if (groups.Grain is { } grain)
            yield return $"{dialect.PeriodOf(grain, $"{table}.event_date")} as period";

        for (var i = 0; i < groups.Dimensions.Count; i++)
            yield return $"{table}.{key(i)} as k{i}";
    }

    private string KeyColumn(int index) => FactSource.ColumnOf(groups.Dimensions[index].Id);

    private static string Column(string measure) => "m_" + measure;

    private static string GroupBy(int count) => count == 0 ? "" : "\ngroup by " + string.Join(", ", Enumerable.Range(1, count));
}
