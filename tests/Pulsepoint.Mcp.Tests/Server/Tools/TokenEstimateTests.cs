using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Server.Tools;

namespace Pulsepoint.Mcp.Tests.Server.Tools;

internal sealed class TokenEstimateTests
{
    [TestCase("[[\"2026-11-22\",148732.95,1647],[\"2026-11-21\",161337.76,2476],[\"2026-11-20\",0.0314159,-12.5]]")]
    [TestCase("\"filters\":[{\"field\":\"sales_channel\",\"op\":\"in\",\"values\":[\"online_store\",\"shop_app\"]}],\"order_by\":[]")]
    [TestCase("A return counts on its own day, so a day can be negative. Send the same query with the cursor for the next rows, or ask for fewer.")]
    [TestCase("contribution_margin_rate, returning_customer_rate, platform_roas, cohort_retention")]
    [TestCase("Season 2026-11 | audience: lookalike 3 % | creative: video, 15 seconds | bid: lowest cost")]
    [TestCase("美容液セラム三十ミリリットル")]
    public void It_is_near_what_is_really_read(string text) =>
        ((double)TokenEstimate.Of(text) / O200k.Of(text)).Should().BeInRange(0.85, 1.35);

    [Test]
    public void Nothing_is_no_token() => TokenEstimate.Of("").Should().Be(0);
}
