using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Metrics.Catalogue;
using Pulsepoint.Mcp.Core.Metrics.Results;

namespace Pulsepoint.Mcp.Tests.Core.Metrics;

internal sealed class MetricRoundingTests
{
    [TestCase("aov", "12.345", "12.35")]
    [TestCase("net_sales", "-0.005", "-0.01")]
    [TestCase("conversion_rate", "0.0191234567", "0.0191235")]
    [TestCase("platform_roas", "1234567.89", "1234568")]
    [TestCase("orders", "41.0000000000", "41")]
    public void Money_keeps_cents_and_ratios_six_digits(string metric, string value, string rounded) =>
        MetricRounding.Round(MetricCatalogue.Instance.FindMetric(metric)!, Parse(value)).Should().Be(Parse(rounded));

    // As the two engines return them: a sum's own digits, or ten of them.
    [TestCase("net_sales", "343331.2", "343331.20")]
    [TestCase("net_sales", "343331.2000000000", "343331.20")]
    [TestCase("net_sales", "0", "0.00")]
    [TestCase("aov", "70", "70.00")]
    [TestCase("blended_roas", "3.5000000000", "3.5")]
    [TestCase("platform_conversions", "12.5000000000", "12.5")]
    [TestCase("orders", "41.0000000000", "41")]
    public void Engines_that_keep_other_zeros_are_shown_alike(string metric, string value, string shown) =>
        MetricRounding.Round(MetricCatalogue.Instance.FindMetric(metric)!, Parse(value))!.Value
            .ToString(System.Globalization.CultureInfo.InvariantCulture).Should().Be(shown);

    private static decimal Parse(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
