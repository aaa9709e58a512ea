using FluentAssertions;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Alerts;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Testing.Alerts;

namespace Pulsepoint.Mcp.Tests.Core.Alerts;

internal sealed class AlertRuleCheckerTests
{
    private static readonly AlertKind[] s_kinds = Enum.GetValues<AlertKind>();

    private static readonly LocalDate s_today = new(2026, 11, 23);

    private static readonly AlertRule s_falls = AlertRules.Of(AlertKind.MetricFalls, 0.2m);

    private static readonly AlertRule[] s_bad =
    [
        s_falls with { Name = "" },
        s_falls with { Name = "two\nlines" },
        s_falls with { Name = new string('x', 101) },
        s_falls with { Metric = null },
        s_falls with { Metric = "net_slaes" },
        s_falls with { Window = "whenever" },
        s_falls with { Window = "today" },
        s_falls with { Window = "this_month" },
        s_falls with { Window = "bfcm_2026" },
        s_falls with { Kind = AlertKind.MetricBelow, Window = "today" },
        s_falls with { Kind = AlertKind.MetricRises, Window = "today" },
        s_falls with { Threshold = 20 },
        s_falls with { Minutes = 5 },
        s_falls with { BudgetUsd = 5 },
        AlertRules.Of(AlertKind.DataMissing, 1.5m),
        AlertRules.Of(AlertKind.DataMissing, 0),
        AlertRules.Of(AlertKind.DataMissing, 1) with { Metric = "net_sales" },
        AlertRules.Of(AlertKind.ErrorRateAbove, 5),
        AlertRules.Of(AlertKind.ErrorRateAbove, 0.05m) with { Minutes = null },
        AlertRules.Of(AlertKind.LatencyAbove, 2000) with { Minutes = 1441 },
        AlertRules.Of(AlertKind.BudgetShareAbove, 0.8m) with { BudgetUsd = null },
        AlertRules.Of(AlertKind.CostOfDayAbove, 5) with { Brand = BrandId.Parse("luma-skin") },
        AlertRules.Of(AlertKind.MetricAbove, decimal.MaxValue),
    ];

    [TestCaseSource(nameof(s_kinds))]
    public void Every_kind_can_be_written_so_that_it_is_taken(AlertKind kind)
    {
        var check = () => AlertRuleChecker.Check(AlertRules.Of(kind, kind is AlertKind.DataMissing ? 2 : 0.5m), s_today);

        check.Should().NotThrow();
    }

    [TestCaseSource(nameof(s_bad))]
    public void What_could_never_be_evaluated_is_refused_with_a_next_step(AlertRule rule)
    {
        var check = () => AlertRuleChecker.Check(rule, s_today);

        check.Should().Throw<RefusalException>().Which.NextStep.Should().NotBeEmpty();
    }

    [Test]
    public void A_shopping_event_can_be_watched_once_it_is_over()
    {
        var rule = s_falls with { Window = "bfcm_2026" };
        var onItsLastDay = () => AlertRuleChecker.Check(rule, new LocalDate(2026, 11, 30));
        var after = () => AlertRuleChecker.Check(rule, new LocalDate(2026, 12, 1));

        onItsLastDay.Should().Throw<RefusalException>().Which.Code.Should().Be(RefusalCode.TimeInvalid);
        after.Should().NotThrow();
    }
}
