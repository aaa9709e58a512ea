using FluentAssertions;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Alerts;
using Pulsepoint.Mcp.Core.Usage;
using Pulsepoint.Mcp.Testing.Alerts;

namespace Pulsepoint.Mcp.Tests.Core.Alerts;

internal sealed class UsageWindowTests
{
    private static readonly Instant s_start = Instant.FromUtc(2026, 11, 23, 12, 0);

    private static readonly UsageEvent s_call = AlertRules.Call(s_start);

    private static readonly UsageEvent[] s_impossible =
    [
        s_call with { CostUsd = decimal.MaxValue },
        s_call with { CostUsd = 100_000 },
        s_call with { CostUsd = -0.01m },
        s_call with { LatencyMs = -1 },
        s_call with { LatencyMs = 86_400_001 },
        s_call with { TokensOut = int.MaxValue },
        s_call with { BytesBilled = long.MaxValue },
        s_call with { SchemaVersion = 0 },
        s_call with { Outcome = null },
        s_call with { Tool = null },
        s_call with { OccurredAt = Instant.MinValue },
        s_call with { Id = new EventId(Guid.Parse("6f9619ff-8b86-4d01-b42d-00cf4fc964ff")) },
        s_call with { Id = new EventId(Guid.CreateVersion7(s_start.ToDateTimeOffset().AddDays(-401))) },
        s_call with { Id = new EventId(Guid.CreateVersion7(s_start.ToDateTimeOffset().AddDays(367))) },
    ];

    private readonly AlertRule _errors = AlertRules.Of(AlertKind.ErrorRateAbove, 0.1m);
    private readonly AlertRule _latency = AlertRules.Of(AlertKind.LatencyAbove, 100);
    private readonly AlertRule _day = AlertRules.Of(AlertKind.CostOfDayAbove, 1);
    private readonly AlertRule _budget = AlertRules.Of(AlertKind.BudgetShareAbove, 0.5m);

    [Test]
    public void Cost_goes_on_from_what_the_database_knew_and_begins_anew_with_day_and_month()
    {
        var window = new UsageWindow(s_start, new CostSoFar(2, 20));

        window.Add(AlertRules.Call(s_start, costUsd: 0.5m), s_start);
        (window.ValueOf(_day, s_start), window.ValueOf(_budget, s_start)).Should().Be((2.5m, 0.205m));

        var tomorrow = s_start + Duration.FromDays(1);
        window.Add(AlertRules.Call(tomorrow, costUsd: 1), tomorrow);
        (window.ValueOf(_day, tomorrow), window.ValueOf(_budget, tomorrow)).Should().Be((1m, 0.215m));

        var nextMonth = Instant.FromUtc(2026, 12, 1, 0, 0);
        (window.ValueOf(_day, nextMonth), window.ValueOf(_budget, nextMonth)).Should().Be((0m, 0m));
    }

    [Test]
    public void What_was_before_the_start_stands_in_the_database_and_is_not_counted_twice()
    {
        var window = new UsageWindow(s_start, new CostSoFar(2, 2));

        window.Add(AlertRules.Call(s_start - Duration.FromMinutes(1), costUsd: 1), s_start);

        window.ValueOf(_day, s_start).Should().Be(2);
    }

    [Test]
    public void An_event_that_comes_again_counts_once()
    {
        var window = new UsageWindow(s_start, new CostSoFar(0, 0));
        var call = AlertRules.Call(s_start, costUsd: 1);

        window.Add(call, s_start);
        window.Add(call, s_start);

        window.ValueOf(_day, s_start).Should().Be(1);
    }

    [Test]
    public void Rates_look_back_as_far_as_their_minutes_and_say_nothing_of_a_few_calls()
    {
        var window = new UsageWindow(s_start, new CostSoFar(0, 0));
        window.ValueOf(_errors, s_start).Should().Be(0);

        window.Add(AlertRules.Call(s_start, EventOutcome.Error), s_start);
        window.ValueOf(_errors, s_start).Should().BeNull("one call of one is no rate");

        for (var i = 0; i < 3; i++)
            window.Add(AlertRules.Call(s_start), s_start);
        window.Add(AlertRules.Call(s_start, EventOutcome.Refused), s_start);
        window.ValueOf(_errors, s_start).Should().Be(0.2m);

        window.ValueOf(_errors, s_start + Duration.FromMinutes(16)).Should().Be(0);
    }

    [Test]
    public void The_95th_percentile_is_that_of_the_nearest_rank()
    {
        var window = new UsageWindow(s_start, new CostSoFar(0, 0));
        for (var i = 1; i <= 100; i++)
            window.Add(AlertRules.Call(s_start, latencyMs: i), s_start);

        window.ValueOf(_latency, s_start).Should().Be(95);
    }

    [TestCaseSource(nameof(s_impossible))]
    public void What_the_database_would_not_take_changes_nothing(UsageEvent impossible)
    {
        var window = new UsageWindow(s_start, new CostSoFar(2, 20));

        // Twice: the largest of amounts would be too much for any sum.
        (window.Add(impossible, s_start), window.Add(impossible, s_start)).Should().Be((false, false));

        (window.ValueOf(_day, s_start), window.ValueOf(_budget, s_start), window.ValueOf(_errors, s_start)).Should().Be((2m, 0.2m, 0m));
    }

    [Test]
    public void The_most_that_the_database_takes_counts()
    {
        var window = new UsageWindow(s_start, new CostSoFar(0, 0));

        window.Add(AlertRules.Call(s_start, costUsd: 99_999.99m), s_start).Should().BeTrue();

        window.ValueOf(_day, s_start).Should().Be(99_999.99m);
    }

    [Test]
    public void Put_right_by_the_database_it_adds_what_came_since_and_nothing_twice()
    {
        var window = new UsageWindow(s_start, new CostSoFar(0, 0));
        var later = s_start + Duration.FromMinutes(20);
        var since = later - Duration.FromMinutes(10);
        window.Add(AlertRules.Call(s_start, costUsd: 1), s_start);
        window.Add(AlertRules.Call(since, costUsd: 2), since);

        // The database has the first call, and one that never came over the stream.
        window.Restart(since, new CostSoFar(1 + 5, 30), later);

        (window.ValueOf(_day, later), window.ValueOf(_budget, later)).Should().Be((8m, 0.32m));
    }

    [Test]
    public void Put_right_just_after_midnight_the_day_has_only_its_own_calls()
    {
        var midnight = Instant.FromUtc(2026, 11, 24, 0, 0);
        var now = midnight + Duration.FromMinutes(5);
        var window = new UsageWindow(s_start, new CostSoFar(0, 0));
        window.Add(AlertRules.Call(midnight - Duration.FromMinutes(1), costUsd: 1), midnight);
        window.Add(AlertRules.Call(midnight + Duration.FromMinutes(1), costUsd: 2), now);

        window.Restart(midnight - Duration.FromMinutes(5), new CostSoFar(40, 60), now);

        (window.ValueOf(_day, now), window.ValueOf(_budget, now)).Should().Be((2m, 0.63m));
    }
}
