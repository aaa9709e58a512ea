using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Alerts;
using Pulsepoint.Mcp.Testing.Alerts;

namespace Pulsepoint.Mcp.Tests.Core.Alerts;

internal sealed class AlertTextTests
{
    [Test]
    public void Money_is_told_with_its_currency()
    {
        var text = AlertText.Of(AlertRules.Of(AlertKind.MetricBelow, 100), null, 12.5m, 100, "EUR");

        text.Should().Be("Net sales of all brands (yesterday): 12.5 EUR; the limit is 100 EUR.");
    }

    [TestCase(AlertKind.MetricBelow, "orders")]
    [TestCase(AlertKind.MetricFalls, "net_sales")]
    public void What_is_no_amount_is_told_without(AlertKind kind, string metric) =>
        AlertText.Of(AlertRules.Of(kind, 0.5m) with { Metric = metric }, null, 0.25m, 0.5m, "EUR").Should().NotContain("EUR");
}
