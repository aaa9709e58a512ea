using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.DuckDb.Demo.Answers;

namespace Pulsepoint.Mcp.Tests.DuckDb.Demo.Answers;

[TestFixture]
internal sealed class AnswerMetricsTests
{
    [Test]
    public void Nothing_sold_is_zero_money_and_no_ratio()
    {
        var nothing = new Totals();

        Value("net_sales", nothing).Should().Be("0.00");
        Value("orders", nothing).Should().Be("0");
        Value("aov", nothing).Should().BeNull();
        Value("return_rate", nothing).Should().BeNull();
    }

    [Test]
    public void Ratios_keep_six_significant_digits()
    {
        Value("ctr", Of((Measure.Clicks, 1), (Measure.Impressions, 300))).Should().Be("0.00333333");
        Value("platform_roas", Of((Measure.ConversionValue, 200_000), (Measure.Spend, 3_000))).Should().Be("66.6667");
        Value("conversion_rate", Of((Measure.ConvertedSessions, 2), (Measure.Sessions, 3))).Should().Be("0.666667");
    }

    [Test]
    public void Half_a_cent_is_rounded_away_from_zero_only_at_the_end()
    {
        var totals = new Totals();
        totals.Add(Cents((Measure.Returns, 1)), 0.3m);
        totals.Add(Cents((Measure.Returns, 1)), 0.2m);

        Value("net_sales", totals).Should().Be("-0.01");
    }

    [Test]
    public void A_rate_converts_money_and_leaves_counts()
    {
        var totals = new Totals();
        totals.Add(Cents((Measure.Gross, 1_000), (Measure.Orders, 2)), 1.5m);

        Value("gross_sales", totals).Should().Be("15.00");
        Value("orders", totals).Should().Be("2");
        Value("aov", totals).Should().Be("7.50");
    }

    private static string? Value(string metric, Totals totals) => AnswerMetrics.All.Single(m => m.Id == metric).Compute(totals);

    private static Totals Of(params ReadOnlySpan<(Measure Measure, long Amount)> amounts)
    {
        var totals = new Totals();
        totals.Add(Cents(amounts));
        return totals;
    }

    private static long[] Cents(params ReadOnlySpan<(Measure Measure, long Amount)> amounts)
    {
        var cells = new long[Totals.Count];
        foreach (var (measure, amount) in amounts)
            cells[(int)measure] = amount;

        return cells;
    }
}
