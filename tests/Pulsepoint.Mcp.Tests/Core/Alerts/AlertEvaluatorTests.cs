using CsCheck;
using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Alerts;
using Pulsepoint.Mcp.Testing.Alerts;

namespace Pulsepoint.Mcp.Tests.Core.Alerts;

internal sealed class AlertEvaluatorTests
{
    private static readonly AlertKind[] s_kinds = Enum.GetValues<AlertKind>();

    [TestCase(AlertKind.MetricAbove, 100, 101, AlertVerdict.Fire)]
    [TestCase(AlertKind.MetricAbove, 100, 100, AlertVerdict.Nothing)]
    [TestCase(AlertKind.MetricBelow, 100, 99, AlertVerdict.Fire)]
    [TestCase(AlertKind.MetricBelow, 100, 100, AlertVerdict.Nothing)]
    [TestCase(AlertKind.MetricRises, 0.2, 0.21, AlertVerdict.Fire)]
    [TestCase(AlertKind.MetricRises, 0.2, -0.5, AlertVerdict.Nothing)]
    [TestCase(AlertKind.MetricFalls, 0.2, -0.21, AlertVerdict.Fire)]
    [TestCase(AlertKind.MetricFalls, 0.2, -0.2, AlertVerdict.Nothing)]
    [TestCase(AlertKind.MetricFalls, 0.2, 0.5, AlertVerdict.Nothing)]
    [TestCase(AlertKind.DataMissing, 2, 2, AlertVerdict.Fire)]
    [TestCase(AlertKind.DataMissing, 2, 1, AlertVerdict.Nothing)]
    [TestCase(AlertKind.CostOfDayAbove, 5, 5.01, AlertVerdict.Fire)]
    [TestCase(AlertKind.ErrorRateAbove, 0.05, 0.06, AlertVerdict.Fire)]
    [TestCase(AlertKind.LatencyAbove, 2000, 2001, AlertVerdict.Fire)]
    [TestCase(AlertKind.BudgetShareAbove, 0.8, 0.8, AlertVerdict.Nothing)]
    public void A_condition_fires_where_it_holds_and_resolves_where_it_does_not(AlertKind kind, double threshold, double value, AlertVerdict verdict)
    {
        var rule = AlertRules.Of(kind, (decimal)threshold);
        var observation = new AlertObservation(null, (decimal)value);

        AlertEvaluator.Evaluate(rule, observation, isActive: false).Should().Be(verdict);
        AlertEvaluator.Evaluate(rule, observation, isActive: true).Should().Be(verdict is AlertVerdict.Fire ? AlertVerdict.Nothing : AlertVerdict.Resolve);
    }

    [TestCaseSource(nameof(s_kinds))]
    public void What_nobody_knows_changes_nothing(AlertKind kind)
    {
        var rule = AlertRules.Of(kind, 0.5m);

        AlertEvaluator.Evaluate(rule, new AlertObservation(null, null), isActive: false).Should().Be(AlertVerdict.Nothing);
        AlertEvaluator.Evaluate(rule, new AlertObservation(null, null), isActive: true).Should().Be(AlertVerdict.Nothing);
    }

    [TestCaseSource(nameof(s_kinds))]
    public void A_rule_that_is_switched_off_says_nothing(AlertKind kind) =>
        AlertEvaluator.Evaluate(AlertRules.Of(kind, 0.5m) with { IsEnabled = false }, new AlertObservation(null, 1000), isActive: false).Should().Be(AlertVerdict.Nothing);

    [Test]
    public void However_values_come_firing_and_resolving_take_turns_and_the_state_is_that_of_the_last_known_value() => Gen
        .Select(Gen.Int[0, s_kinds.Length - 1], Gen.Int[1, 20], Gen.Int[-40, 50].Array[0, 60])
        .Sample((kind, threshold, numbers) =>
        {
            var rule = AlertRules.Of(s_kinds[kind], threshold);

            // One in ten is not known.
            int?[] values = [.. numbers.Select(n => n > 40 ? (int?)null : n)];
            var isActive = false;
            foreach (var value in values)
            {
                var observation = new AlertObservation(null, value);
                var verdict = AlertEvaluator.Evaluate(rule, observation, isActive);

                // Judged once, it is judged: the same again changes nothing.
                isActive = verdict switch { AlertVerdict.Fire => !isActive, AlertVerdict.Resolve => !isActive, _ => isActive };
                if (AlertEvaluator.Evaluate(rule, observation, isActive) is not AlertVerdict.Nothing)
                    return false;
            }

            var last = values.LastOrDefault(v => v is not null);
            return last is null
                ? !isActive
                : isActive == (AlertEvaluator.Evaluate(rule, new AlertObservation(null, last), isActive: false) is AlertVerdict.Fire);
        });
}
