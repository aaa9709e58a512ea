using System.Globalization;
using FluentAssertions;
using NUnit.Framework;

namespace Pulsepoint.Mcp.IntegrationTests.Demo;

/// <summary>The numbers that the demo was designed to come to.</summary>
[TestFixture]
internal sealed class DemoShapeTests
{
    [TestCase("select sum(discounts) / sum(gross) from sales_events where event_date between '2026-02-01' and '2026-10-31'", "0.08", "0.01")]
    [TestCase("select sum(discounts) / sum(gross) from sales_events where event_date between '2025-11-28' and '2025-12-01'", "0.24", "0.02")]
    [TestCase("select count(*) / count(distinct order_id) from order_lines", "1.9", "0.03")]
    [TestCase("select count(*) filter (is_test) / count(*) from orders", "0.003", "0.001")]
    [TestCase("select count(*) filter (cancel_date is not null) / count(*) from orders", "0.02", "0.003")]
    [TestCase("select sum(spend) / (select sum(gross) from sales_events) from ad_events", "0.22", "0.01")]
    [TestCase("select sum(spend) filter (platform = 'meta') / sum(spend) from ad_events", "0.55", "0.01")]
    [TestCase("select sum(spend) filter (platform = 'tiktok') / sum(spend) from ad_events", "0.15", "0.01")]
    [TestCase("select sum(conversions) / (select sum(placed) from order_events where event_date < '2026-11-15') from ad_events where event_date < '2026-11-15'", "1.2", "0.02")]
    [TestCase("select sum(converted_sessions) / sum(sessions) from session_events where device = 'mobile'", "0.019", "0.0005")]
    [TestCase("select sum(converted_sessions) / sum(sessions) from session_events where device = 'desktop'", "0.034", "0.0005")]
    [TestCase("select sum(units_returned) / sum(units_sold) from sales_events where event_date between '2026-01-01' and '2026-11-20'", "0.078", "0.008")]
    public async Task A_share_is_as_designed(string sql, string expected, string within)
    {
        var demo = await DemoData.CinderAsync();

        (await demo.NumberAsync(sql)).Should().BeApproximately(decimal.Parse(expected, CultureInfo.InvariantCulture), decimal.Parse(within, CultureInfo.InvariantCulture));
    }

    [Test]
    public async Task Countries_do_not_sum_to_the_total_of_google()
    {
        var demo = await DemoData.CinderAsync();

        var share = await demo.NumberAsync("select sum(spend) / (select sum(spend) from ad_events where platform = 'google') from ad_geo_events where platform = 'google'");

        share.Should().BeApproximately(0.97m, 0.005m);
    }
}
