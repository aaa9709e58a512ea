using FluentAssertions;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Alerts;
using Pulsepoint.Mcp.Core.Metrics;
using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Testing;
using Pulsepoint.Mcp.Testing.Alerts;
using Pulsepoint.Mcp.Testing.Brands;

namespace Pulsepoint.Mcp.Tests.Core.Alerts;

internal sealed class AlertRoundTests
{
    private static readonly TenantContext s_tenant = Contexts.Of("aurora");

    // The source furthest behind, of Luma Skin, lacks three days.
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 25, 12, 0, 0, TimeSpan.Zero));
    private FixedProfiles _profiles = null!;
    private FixedWarehouse _warehouse = null!;
    private MemoryAlertStore _store = null!;

    [SetUp]
    public void Prepare() => (_profiles, _warehouse, _store) = (new FixedProfiles(), new FixedWarehouse(), new MemoryAlertStore(_time));

    [TearDown]
    public void CleanUp() => _store.Dispose();

    [Test]
    public async Task Missing_data_fire_for_each_brand_and_resolve_when_they_came()
    {
        await SaveAsync(AlertRules.Of(AlertKind.DataMissing, 3));

        var fired = await RunAsync();
        var again = await RunAsync();
        _warehouse.State = new WarehouseState("g2", [.. _warehouse.State!.Loads.Select(l => l with { DataThrough = l.DataThrough.PlusDays(3) })]);
        var ended = await RunAsync();

        fired.Changes.Should().ContainSingle().Which.Should().Match<AlertChange>(c => c.State == AlertState.Open && c.Brand == BrandId.Parse("luma-skin") && c.Value == 3);
        again.Changes.Should().BeEmpty();
        ended.Changes.Should().ContainSingle().Which.State.Should().Be(AlertState.Resolved);
    }

    [Test]
    public async Task A_rule_that_cannot_be_evaluated_is_a_problem_and_the_others_are_evaluated()
    {
        var broken = await SaveAsync(AlertRules.Of(AlertKind.DataMissing, 3) with { Brand = BrandId.Parse("gone") });
        var good = await SaveAsync(AlertRules.Of(AlertKind.DataMissing, 3));

        var report = await RunAsync();

        report.Problems.Should().ContainSingle().Which.Rule!.Id.Should().Be(broken.Id);
        report.Changes.Should().ContainSingle().Which.Rule.Id.Should().Be(good.Id);
    }

    [Test]
    public async Task Without_any_data_every_rule_is_a_problem_and_none_is_silent()
    {
        _warehouse.State = null;
        await SaveAsync(AlertRules.Of(AlertKind.DataMissing, 3));
        await SaveAsync(AlertRules.Of(AlertKind.MetricBelow, 3));

        var report = await RunAsync();

        report.Problems.Should().HaveCount(2).And.OnlyContain(p => p.Refusal.Code == RefusalCode.SourceUnavailable);
    }

    [Test]
    public async Task Rules_on_usage_are_counted_and_left_alone()
    {
        await SaveAsync(AlertRules.Of(AlertKind.CostOfDayAbove, 1));
        await SaveAsync(AlertRules.Of(AlertKind.CostOfDayAbove, 2) with { IsEnabled = false });

        var report = await RunAsync();

        report.UsageRules.Should().Be(1);
        (report.Changes.Count, report.Problems.Count).Should().Be((0, 0));
    }

    [Test]
    public async Task A_key_that_ended_ends_the_round()
    {
        _profiles.Failure = Refusal.KeyRevoked();
        await SaveAsync(AlertRules.Of(AlertKind.DataMissing, 3));

        var run = RunAsync;

        (await run.Should().ThrowAsync<RefusalException>()).Which.Code.Should().Be(RefusalCode.KeyRevoked);
    }

    private async Task<AlertRule> SaveAsync(AlertRule rule)
    {
        await _store.SaveRuleAsync(s_tenant, rule, CancellationToken.None);
        return rule;
    }

    private Task<AlertReport> RunAsync()
    {
        var clock = new BusinessClock(_time, null);
        var observer = new MetricObserver(new MetricReader(_profiles, [_warehouse], clock), _profiles, [_warehouse], clock, _time);
        return new AlertRound(_store, observer, new AlertJudge(_store, _time)).RunAsync(s_tenant, CancellationToken.None);
    }
}
