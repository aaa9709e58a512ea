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

    private static decimal Parse(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
