using FluentAssertions;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Alerts;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Usage;
using Pulsepoint.Mcp.Testing;
using Pulsepoint.Mcp.Testing.Alerts;

namespace Pulsepoint.Mcp.Tests.Core.Alerts;

internal sealed class UsageWatchTests
{
    private static readonly TenantContext s_tenant = Contexts.Of("aurora");

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    private Instant Now => Instant.FromDateTimeOffset(_time.GetUtcNow());

    [Test]
    public async Task A_rule_fires_with_the_event_that_makes_it_true_and_only_once()
    {
        var store = new MemoryAlertStore(_time);
        await store.SaveRuleAsync(s_tenant, AlertRules.Of(AlertKind.CostOfDayAbove, 1), CancellationToken.None);
        var stream = new ChannelStream();
        List<AlertChange> changes = [];
        var watch = Watch(stream, store, changes);

        await stream.AddAsync(AlertRules.Call(Now, costUsd: 0.9m));
        changes.Should().BeEmpty();
        await stream.AddAsync(AlertRules.Call(Now, costUsd: 0.2m));
        await stream.AddAsync(AlertRules.Call(Now, costUsd: 5m));

        changes.Should().ContainSingle().Which.Should().Match<AlertChange>(c => c.State == AlertState.Open && c.Value == 1.1m);
        store.Alerts.Should().ContainSingle();
        stream.End();
        await watch;
    }

    [Test]
    public async Task It_resolves_as_time_goes_on_without_an_event()
    {
        var store = new MemoryAlertStore(_time);
        await store.SaveRuleAsync(s_tenant, AlertRules.Of(AlertKind.ErrorRateAbove, 0.1m), CancellationToken.None);
        var stream = new ChannelStream();
        List<AlertChange> changes = [];
        var resolved = new TaskCompletionSource();
        var watch = Watch(stream, store, changes, resolved);
        for (var i = 0; i < 5; i++)
            await stream.AddAsync(AlertRules.Call(Now, EventOutcome.Error));

        // Each step of the clock wakes the watch, whenever it has begun to wait again.
        while (!resolved.Task.IsCompleted)
        {
            _time.Advance(TimeSpan.FromMinutes(4));
            await Task.Yield();
        }

        changes.Select(c => c.State).Should().Equal(AlertState.Open, AlertState.Resolved);
        stream.End();
        await watch;
    }

    private Task Watch(ChannelStream stream, MemoryAlertStore store, List<AlertChange> changes, TaskCompletionSource? resolved = null) =>
        new UsageWatch(stream, store, new AlertJudge(store, _time), _time).RunAsync(
            s_tenant,
            (report, _) =>
            {
                changes.AddRange(report.Changes);
                if (report.Changes.Any(c => c.State is AlertState.Resolved))
                    resolved?.TrySetResult();
                return Task.CompletedTask;
            },
            CancellationToken.None);
}
