using Pulsepoint.Mcp.Core.Metrics.Catalogue;
using Pulsepoint.Mcp.Core.Metrics.Planning;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Metrics.Time;

namespace Pulsepoint.Mcp.Core.Metrics.Sql;

/// <summary>
/// Writes the selects that sum one source to the groups of a query. Each yields the same columns: period, keys, every
/// measure of the query (null where another part has it), and how many sums lacked an exchange rate.
/// </summary>
internal sealed class PartWriter(SqlDialect dialect, QueryPlan plan, QueryGroups groups, DateRange range, ParameterList parameters)
{
    // Of money, and of amounts that a cost of four decimals multiplied: exact in both.
    private const int MoneyDecimals = 2;
    private const int CostDecimals = 6;

    /// <summary>One select for the days, and one for whole months where the source has them summed.</summary>
    public IEnumerable<string> Write(FactPart part)
    {
        var split = part.Source.MonthsTable is null ? new MonthSplit(null, [range]) : MonthSplit.Of(range, groups.Grain);
        if (split.Months is { } months)
            yield return HasMoney(part) ? MonthsWorth(part, [months]) : Months(part, [months]);

        if (split.Days.Count > 0)
            yield return HasMoney(part) ? Converted(part, split.Days) : Plain(part, split.Days);
    }

    private static bool HasMoney(FactPart part) => part.Source.HasCurrency && part.Measures.Any(MetricCatalogue.Instance.IsMoney);

    private string Plain(FactPart part, IReadOnlyList<DateRange> days) =>
        Sums(part, part.Source.Table, GroupColumns("s", "event_date", KeyColumn), m => Aggregate(part, m), "0", Where("event_date", days));

    /// <summary>Rows in their own currency: one for each group of the days.</summary>
    private string Months(FactPart part, IReadOnlyList<DateRange> months)
    {
        var own = part.Source.HasCurrency ? " and s.in_currency = s.currency" : "";
        return Sums(part, part.Source.MonthsTable!, GroupColumns("s", "month", KeyColumn), m => Aggregate(part, m), "0", Where("month", months) + own);
    }

    /// <summary>
    /// Money from the rows in the currency that is asked for, everything else from those in their own. Where the former sum
    /// fewer days than the latter, a rate was missing.
    /// </summary>
    private string MonthsWorth(FactPart part, IReadOnlyList<DateRange> months)
    {
        var currency = parameters.Add(plan.Query.Currency);
        var missing = $"sum(case when s.in_currency = s.currency then s.summed else 0 end) - sum(case when s.in_currency = {currency} then s.summed else 0 end)";
        return Sums(
            part,
            part.Source.MonthsTable!,
            GroupColumns("s", "month", KeyColumn),
            m => MonthAggregate(part, m, currency),
            missing,
            $"{Where("month", months)} and (s.in_currency = {currency} or s.in_currency = s.currency)");
    }

    private string Sums(FactPart part, string table, IEnumerable<string> keys, Func<string, string> aggregate, string missing, string where)
    {
        string[] columns = [.. keys, .. plan.Measures.Select(m => $"{dialect.Number(part.Measures.Contains(m) ? aggregate(m) : "null")} as {Column(m)}"), $"{missing} as missing"];
        return $"""
            select {string.Join(", ", columns)}
            from {dialect.Table(table)} as s
            where {where}{GroupBy(groups.Count)}
            """;
    }

    /// <summary>Sums by day and currency first, so that few rows meet the rates and each amount is converted at its own day's rate.</summary>
    private string Converted(FactPart part, IReadOnlyList<DateRange> days)
    {
        var currency = parameters.Add(plan.Query.Currency);
        string[] inner =
        [
            "s.event_date as event_date",
            "s.currency as currency",
            .. groups.Dimensions.Select((_, i) => $"s.{KeyColumn(i)} as k{i}"),
            .. part.Measures.Select(m => $"{InnerNumber(part, m)} as {Column(m)}"),
        ];
        string[] outer = [.. GroupColumns("d", "event_date", i => $"k{i}"), .. plan.Measures.Select(m => $"{OuterNumber(part, m, currency)} as {Column(m)}"), $"sum(case when d.currency <> {currency} and r.rate is null then 1 else 0 end) as missing"];
        return $"""
            select {string.Join(", ", outer)}
            from (
            select {string.Join(", ", inner)}
            from {dialect.Table(part.Source.Table)} as s
            where {Where("event_date", days)}{GroupBy(2 + groups.Dimensions.Count)}
            ) as d
            left join {dialect.RatesTable} as r on r.date = d.event_date and r.from_ccy = d.currency and r.to_ccy = {currency}{GroupBy(groups.Count)}
            """;
    }

    private string Where(string day, IReadOnlyList<DateRange> runs)
    {
        List<string> conditions =
        [
            runs.Count == 1 ? Within(runs[0]) : $"({string.Join(" or ", runs.Select(Within))})",
            $"s.brand_id in ({string.Join(", ", plan.Query.Brands.Select(b => parameters.Add(b.Id.Value)))})",
            .. plan.Query.Filters.Select(FilterSql),
        ];
        return string.Join(" and ", conditions);

        string Within(DateRange run) => $"s.{day} between {parameters.Add(run.From)} and {parameters.Add(run.To)}";

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

    private string MonthAggregate(FactPart part, string measure, string currency)
    {
        var binding = part.Source.Measures[measure];
        var rows = MetricCatalogue.Instance.IsMoney(measure) ? $"s.in_currency = {currency}" : "s.in_currency = s.currency";
        var value = $"case when {(binding.When is null ? rows : $"{binding.When} and {rows}")} then s.{binding.MonthColumn} end";
        return binding.Times is { } cost ? $"sum({value} * {CostSql(cost)})" : $"sum({value})";
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

    /// <summary>Period and keys, from the facts themselves or from sums of them.</summary>
    private IEnumerable<string> GroupColumns(string table, string day, Func<int, string> key)
    {
        if (groups.Grain is { } grain)
            yield return $"{dialect.PeriodOf(grain, $"{table}.{day}")} as period";

        for (var i = 0; i < groups.Dimensions.Count; i++)
            yield return $"{table}.{key(i)} as k{i}";
    }

    private string KeyColumn(int index) => FactSource.ColumnOf(groups.Dimensions[index].Id);

    private static string Column(string measure) => "m_" + measure;

    private static string GroupBy(int count) => count == 0 ? "" : "\ngroup by " + string.Join(", ", Enumerable.Range(1, count));
}
