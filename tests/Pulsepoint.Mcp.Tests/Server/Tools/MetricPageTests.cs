using FluentAssertions;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Metrics.Sql;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Tests.Server.Tools;

/// <summary>Whatever is asked, a page costs a model no more to read than it may.</summary>
[TestFixture]
public sealed class MetricPageTests : ServerFixture
{
    private const string LongName = "Season 2026-11 | audience: lookalike 3 % | creative: video, 15 seconds | bid: lowest cost";
    private const string WideName = "美容液セラム三十ミリリットル";

    private static readonly LocalDate s_day = new(2026, 11, 22);

    [TestCase("""{"metrics":["net_sales"],"grain":"day","time":{"from":"2026-01-01","to":"2026-11-22"},"brands":["luma-skin"]}""", "", 40)]
    [TestCase("""{"metrics":["net_sales"],"grain":"day","dimensions":["product"],"time":{"preset":"last_90_days"},"compare":{"mode":"previous_year"},"brands":["luma-skin"]}""", "Glow Serum", 20)]
    [TestCase("""{"metrics":["net_sales","orders","aov","units_sold","return_rate"],"grain":"week","dimensions":["product"],"time":{"preset":"this_year"}}""", "Glow Serum", 15)]
    [TestCase("""{"metrics":["net_sales","units_sold"],"dimensions":["product"],"time":{"preset":"last_90_days"},"compare":{"mode":"previous_period"}}""", LongName, 10)]
    [TestCase("""{"metrics":["net_sales","units_sold"],"dimensions":["product"],"time":{"preset":"last_90_days"}}""", WideName, 15)]
    [TestCase("""{"metrics":["ad_spend","platform_roas","ctr"],"grain":"day","dimensions":["platform","campaign","ad_group"],"time":{"preset":"last_90_days"}}""", LongName, 8)]
    [TestCase("""{"metrics":["net_sales","units_sold"],"dimensions":["product","country","customer_type"],"time":{"preset":"last_90_days"},"compare":{"mode":"previous_year"}}""", WideName, 5)]
    [TestCase("""{"metrics":["net_sales","total_sales","aov","gross_margin","return_rate","refund_amount","new_customers","gross_sales","returns","discounts"],"dimensions":["brand"],"time":{"from":"2024-01-01","to":"2026-12-31"},"compare":{"mode":"custom","from":"2023-01-01","to":"2023-12-31"}}""", "brand", 1)]
    [TestCase("""{"metrics":["mer","amer","ncac","blended_roas","blended_cpo","contribution_margin","contribution_margin_rate","attribution_gap"],"grain":"day","dimensions":["brand"],"time":{"preset":"last_90_days"},"compare":{"mode":"previous_year"}}""", "brand", 1)]
    [TestCase("""{"metrics":["ltv_90","repeat_rate_90d","ltv_cac_ratio"],"dimensions":["cohort_month"],"time":{"preset":"last_year"},"filters":[{"field":"country","op":"in","values":["US","CA","GB","DE","FR","ES","IT","NL"]}]}""", "2026-03", 1)]
    public async Task Both_forms_of_a_page_stay_within_the_budget(string query, string name, int rows)
    {
        Warehouse.Script = compiled => Rows(compiled, name);

        var answer = await Start().CallAsync("query_metrics", query);

        var shown = answer.GetProperty("result").GetProperty("structuredContent").GetProperty("rows").GetArrayLength();
        shown.Should().BeGreaterThanOrEqualTo(rows);
        O200k.OfStructured(answer).Should().BeLessThan(O200k.OfAPage);
        O200k.OfText(answer).Should().BeLessThan(O200k.OfAPage);
    }

    // Amounts with as many digits as real ones have.
    private static IReadOnlyList<FactRow> Rows(CompiledQuery query, string name) =>
        query.HasPeriod || query.KeyCount > 0 ? [.. Enumerable.Range(0, 300).Select(i => Row(query, name, i))] : [Row(query, name, 0)];

    private static FactRow Row(CompiledQuery query, string name, int i) => new(
        query.HasPeriod ? s_day.PlusDays(-i) : null,
        [.. Enumerable.Range(0, query.KeyCount).Select(k => $"{name} {(i * 7) + k}")],
        [.. Enumerable.Range(1, query.MeasureCount).Select(m => m == query.MeasureCount ? 0m : (decimal?)((((i + 3) * 7_919 * m) % 9_999_991) + 0.37m))]);
}
