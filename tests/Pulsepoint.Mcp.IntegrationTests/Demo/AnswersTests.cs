using System.Globalization;
using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Metrics.Sql;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.IntegrationTests.Demo;

/// <summary>The views, added up by SQL, against the raw rows, added up in C#.</summary>
[TestFixture]
internal sealed class AnswersTests
{
    private const string SalesSql = """
        select brand_id, sum(gross), sum(discounts), sum(returns), sum(gross - discounts - returns), sum(shipping), sum(tax),
            sum(refund_amount), sum(cogs), sum(units_sold), sum(units_returned)
        from sales_events
        group by brand_id
        order by brand_id
        """;

    private static readonly string[] s_salesMetrics =
        ["gross_sales", "discounts", "returns", "net_sales", "shipping", "taxes", "refund_amount", "cogs", "units_sold", "units_returned"];

    [Test]
    public async Task Totals_of_every_brand_agree()
    {
        var demo = await DemoData.CinderAsync();

        foreach (var row in await demo.QueryAsync(SalesSql, keys: 1, measures: 10))
        {
            for (var i = 0; i < s_salesMetrics.Length; i++)
                Number(demo.Answers.Total(row.Keys[0]!, s_salesMetrics[i])).Should().Be(row.Measures[i], s_salesMetrics[i]);
        }
    }

    [TestCase("product", "net_sales", "select product, sum(gross - discounts - returns) from sales_events where brand_id = $brand and product is not null group by 1")]
    [TestCase("product", "orders", "select product, count(distinct order_id) from sales_events where brand_id = $brand and units_sold > 0 group by 1")]
    [TestCase("country", "total_sales", "select country, sum(gross - discounts - returns + shipping + tax) from sales_events where brand_id = $brand group by 1")]
    [TestCase("sales_channel", "cancelled_orders", "select sales_channel, sum(cancelled) from order_events where brand_id = $brand group by 1")]
    [TestCase("customer_type", "orders", "select customer_type, sum(placed) from order_events where brand_id = $brand group by 1")]
    [TestCase("day", "orders", "select event_date::varchar, sum(placed) from order_events where brand_id = $brand group by 1")]
    [TestCase("day", "returns", "select event_date::varchar, sum(returns) from sales_events where brand_id = $brand group by 1")]
    [TestCase("week", "new_customers", "select date_trunc('week', event_date)::date::varchar, sum(placed) from order_events where brand_id = $brand and customer_type = 'new' group by 1")]
    [TestCase("month", "sessions", "select date_trunc('month', event_date)::date::varchar, sum(sessions) from session_events where brand_id = $brand group by 1")]
    [TestCase("device", "sessions", "select device, sum(sessions) from session_events where brand_id = $brand group by 1")]
    [TestCase("platform", "ad_spend", "select platform, sum(spend) from ad_events where brand_id = $brand group by 1")]
    [TestCase("campaign", "clicks", "select campaign, sum(clicks) from ad_events where brand_id = $brand group by 1")]
    [TestCase("country", "ad_spend", "select country, sum(spend) from ad_geo_events where brand_id = $brand group by 1")]
    public async Task Groups_agree(string breakdown, string metric, string sql)
    {
        var demo = await DemoData.CinderAsync();

        foreach (var brand in new[] { "embermade", "rowan-tea" })
        {
            var rows = await demo.QueryAsync(sql, keys: 1, measures: 1, new SqlParameter("brand", brand));

            rows.Select(r => r.Keys[0]).Should().BeEquivalentTo(demo.Answers.Groups(brand, breakdown));
            foreach (var row in rows)
                Number(demo.Answers.Value(brand, breakdown, row.Keys[0]!, metric)).Should().Be(row.Measures[0], row.Keys[0]);
        }
    }

    [Test]
    public async Task All_brands_together_are_converted_by_the_day()
    {
        const string Sql = """
            select round(sum(e.gross * r.rate), 2), round(sum((e.gross - e.discounts - e.returns) * r.rate), 2)
            from sales_events e
            join fx_rates_daily r on r.date = e.event_date and r.from_ccy = e.currency
            """;
        var demo = await DemoData.CinderAsync();

        var sums = (await demo.QueryAsync(Sql, keys: 0, measures: 2)).Single();

        demo.Answers.Currency(AnswerBook.AllBrands).Should().Be("AUD");
        Number(demo.Answers.Total(AnswerBook.AllBrands, "gross_sales")).Should().Be(sums.Measures[0]);
        Number(demo.Answers.Total(AnswerBook.AllBrands, "net_sales")).Should().Be(sums.Measures[1]);
    }

    [TestCase("net_sales")]
    [TestCase("orders")]
    [TestCase("ad_spend")]
    [TestCase("sessions")]
    public async Task Days_weeks_and_months_add_up_to_the_total(string metric)
    {
        var answers = (await DemoData.CinderAsync()).Answers;

        foreach (var period in new[] { "day", "week", "month" })
            answers.Groups("embermade", period).Sum(g => Number(answers.Value("embermade", period, g, metric))).Should().Be(Number(answers.Total("embermade", metric)));
    }

    [Test]
    public async Task Net_sales_are_gross_less_discounts_and_returns_everywhere()
    {
        var answers = (await DemoData.CinderAsync()).Answers;

        foreach (var day in answers.Groups("rowan-tea", "day"))
        {
            decimal? Of(string metric) => Number(answers.Value("rowan-tea", "day", day, metric));
            Of("net_sales").Should().Be(Of("gross_sales") - Of("discounts") - Of("returns"), day);
        }
    }

    [Test]
    public async Task The_answers_name_the_snapshot_that_they_belong_to()
    {
        var demo = await DemoData.CinderAsync();

        demo.Answers.Generation.Should().Be((await demo.DescribeAsync())!.Generation);
    }

    private static decimal? Number(string? text) => text is null ? null : decimal.Parse(text, CultureInfo.InvariantCulture);
}
