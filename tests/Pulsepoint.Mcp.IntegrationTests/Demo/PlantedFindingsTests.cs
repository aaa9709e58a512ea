using FluentAssertions;
using NUnit.Framework;

namespace Pulsepoint.Mcp.IntegrationTests.Demo;

[TestFixture]
internal sealed class PlantedFindingsTests
{
    [Test]
    public async Task Mobile_conversion_of_peakform_fell_by_45_percent()
    {
        const string Sql = """
            select sum(converted_sessions) filter (event_date between '2026-09-08' and '2026-09-14') / sum(sessions) filter (event_date between '2026-09-08' and '2026-09-14')
                / (sum(converted_sessions) filter (event_date between '2026-08-25' and '2026-09-07') / sum(sessions) filter (event_date between '2026-08-25' and '2026-09-07')) - 1
            from session_events
            where brand_id = 'peakform' and device = 'mobile'
            """;

        (await Number(Sql)).Should().BeApproximately(-0.45m, 0.02m);
        (await Number(Sql.Replace("'mobile'", "'desktop'", StringComparison.Ordinal))).Should().BeApproximately(0, 0.05m);
    }

    [Test]
    public async Task Meta_impressions_of_luma_skin_cost_twice_as_much()
    {
        const string Sql = """
            select sum(spend) filter (event_date between '2026-07-20' and '2026-07-26') / sum(impressions) filter (event_date between '2026-07-20' and '2026-07-26')
                / (sum(spend) filter (event_date between '2026-07-06' and '2026-07-19') / sum(impressions) filter (event_date between '2026-07-06' and '2026-07-19'))
            from ad_events
            where brand_id = 'luma-skin' and platform = 'meta'
            """;

        (await Number(Sql)).Should().BeApproximately(2, 0.06m);
    }

    [Test]
    public async Task Flex_leggings_were_out_of_stock()
    {
        (await Number("select sum(units_sold) from sales_events where product = 'Flex Leggings' and event_date between '2026-05-11' and '2026-05-20'")).Should().Be(0);
        (await Number("select min(n) from (select event_date, sum(units_sold) as n from sales_events where product = 'Flex Leggings' and event_date between '2026-05-01' and '2026-05-30' and event_date not between '2026-05-11' and '2026-05-20' group by event_date)"))
            .Should().BeGreaterThan(0);
    }

    [Test]
    public async Task Sunscreen_came_back_in_june()
    {
        const string Sql = """
            select sum(returns) / sum(gross - discounts)
            from sales_events
            where product = 'SPF 50 Daily Shield' and event_date between '2026-06-01' and '2026-06-30'
            """;

        (await Number(Sql)).Should().BeApproximately(0.18m, 0.02m);
        (await Number(Sql.Replace("2026-06", "2026-08", StringComparison.Ordinal))).Should().BeLessThan(0.11m);
    }

    [Test]
    public async Task A_day_of_google_ads_is_missing_and_not_zero()
    {
        (await Number("select count(*) from ad_events where brand_id = 'tidewell' and platform = 'google' and event_date = '2026-10-12'")).Should().Be(0);
        (await Number("select count(*) from ad_geo_events where brand_id = 'tidewell' and platform = 'google' and event_date = '2026-10-12'")).Should().Be(0);
        (await Number("select count(*) from ad_events where brand_id = 'tidewell' and platform = 'google' and event_date = '2026-10-13'")).Should().BeGreaterThan(0);

        var state = await (await DemoData.AuroraAsync()).DescribeAsync();

        state!.Loads.Where(l => l.Gaps.Count > 0).Should().ContainSingle()
            .Which.Should().BeEquivalentTo(new { Source = "google", Gaps = new[] { new NodaTime.LocalDate(2026, 10, 12) } });
    }

    [Test]
    public async Task One_campaign_spends_without_a_conversion()
    {
        const string Sql = """
            select campaign
            from ad_events
            group by campaign
            having sum(spend) > 0 and sum(conversions) = 0
            """;

        var barren = await (await DemoData.AuroraAsync()).QueryAsync(Sql, keys: 1, measures: 0);

        barren.Should().ContainSingle().Which.Keys.Should().Equal("Peak - Broad Test");
    }

    [Test]
    public async Task One_order_was_edited_forty_days_later()
    {
        const string Sql = """
            select brand_id, order_date::varchar
            from orders
            where source_updated_at >= ordered_at + interval 40 days
            """;

        var edited = await (await DemoData.AuroraAsync()).QueryAsync(Sql, keys: 2, measures: 0);

        edited.Should().ContainSingle().Which.Keys.Should().Equal("luma-skin", "2026-09-01");
    }

    [Test]
    public async Task One_ad_account_keeps_another_time_zone_than_its_shop()
    {
        const string Sql = """
            select distinct a.brand_id, a.platform, a.account_tz
            from ad_daily a
            join dim_brands b using (brand_id)
            where a.account_tz <> b.timezone
            """;

        var mismatched = await (await DemoData.AuroraAsync()).QueryAsync(Sql, keys: 3, measures: 0);

        mismatched.Should().ContainSingle().Which.Keys.Should().Equal("peakform", "tiktok", "America/New_York");
    }

    [Test]
    public async Task Every_finding_stands_in_the_answers()
    {
        var findings = (await DemoData.AuroraAsync()).Answers.Findings;

        findings.Should().HaveCount(8);
        findings.Select(f => f.Brand).Distinct().Should().BeEquivalentTo("luma-skin", "peakform", "tidewell");
        (await DemoData.CinderAsync()).Answers.Findings.Should().BeEmpty();
    }

    private static async Task<decimal> Number(string sql) => (await (await DemoData.AuroraAsync()).NumberAsync(sql))!.Value;
}
