using FluentAssertions;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Alerts;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Usage;
using Pulsepoint.Mcp.Testing;
using Pulsepoint.Mcp.Testing.Alerts;
using Pulsepoint.Mcp.Testing.Serving;

namespace Pulsepoint.Mcp.Tests.Core.Alerts;

internal sealed class UsageWatchTests
{
    private static readonly TenantContext s_tenant = Contexts.Of("aurora");
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(10);

    private readonly List<AlertChange> _changes = [];
    private readonly List<RuleProblem> _problems = [];
    private WaitedTime _time = null!;
    private MemoryAlertStore _store = null!;
    private TaskCompletionSource _resolved = null!;

    private Instant Now => Instant.FromDateTimeOffset(_time.GetUtcNow());

    [SetUp]
    public void Prepare()
    {
        _time = new WaitedTime(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
        _store = new MemoryAlertStore(_time);
        _resolved = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _changes.Clear();
        _problems.Clear();
    }

    [TearDown]
    public void CleanUp()
    {
        _store.Dispose();
        _time.Dispose();
    }

    [Test]
    public async Task A_rule_fires_with_the_event_that_makes_it_true_and_only_once()
    {
        await SaveAsync(AlertRules.Of(AlertKind.CostOfDayAbove, 1));
        var stream = new ChannelStream();
        var watch = RunAsync(Watch(stream));

        await stream.AddAsync(AlertRules.Call(Now, costUsd: 0.9m));
        _changes.Should().BeEmpty();
        await stream.AddAsync(AlertRules.Call(Now, costUsd: 0.2m));
        await stream.AddAsync(AlertRules.Call(Now, costUsd: 5m));

        _changes.Should().ContainSingle().Which.Should().Match<AlertChange>(c => c.State == AlertState.Open && c.Value == 1.1m);
        _store.Alerts.Should().ContainSingle();
        stream.End();
        await watch;
    }

    [Test]
    public async Task It_resolves_as_time_goes_on_without_an_event()
    {
        const int Calls = 5;
        await SaveAsync(AlertRules.Of(AlertKind.ErrorRateAbove, 0.1m));
        var stream = new ChannelStream();
        var watch = RunAsync(Watch(stream));
        for (var i = 0; i < Calls; i++)
            await stream.AddAsync(AlertRules.Call(Now, EventOutcome.Error));

        // It has waited for each of them, and now waits for the next.
        for (var i = 0; i <= Calls; i++)
            await _time.WaitedForAsync(s_pause);
        _time.Advance(TimeSpan.FromMinutes(16));
        await _resolved.Task.WaitAsync(McpPair.Timeout);

        _changes.Select(c => c.State).Should().Equal(AlertState.Open, AlertState.Resolved);
        stream.End();
        await watch;
    }

    [Test]
    public async Task An_event_that_none_can_be_is_passed_over_with_a_problem_and_the_watch_goes_on()
    {
        await SaveAsync(AlertRules.Of(AlertKind.CostOfDayAbove, 1));
        var stream = new ChannelStream();
        var watch = RunAsync(Watch(stream));

        for (var i = 0; i < 2; i++)
            await stream.AddAsync(AlertRules.Call(Now, costUsd: decimal.MaxValue));
        _changes.Should().BeEmpty();
        await stream.AddAsync(AlertRules.Call(Now, costUsd: 2));

        _problems.Should().HaveCount(2).And.OnlyContain(p => p.Rule == null && p.Refusal.Code == RefusalCode.ValueInvalid);
        _changes.Should().ContainSingle().Which.Value.Should().Be(2);
        stream.End();
        await watch;
    }

    [Test]
    public async Task A_rule_that_fails_does_not_keep_those_behind_it_from_being_judged()
    {
        var first = await SaveAsync(AlertRules.Of(AlertKind.CostOfDayAbove, 1));
        var second = await SaveAsync(AlertRules.Of(AlertKind.BudgetShareAbove, 0.01m));
        _store.OnFire = rule => rule == first.Id ? new RefusalException(RefusalCode.RateLimited, "It fired too often.", "Change it.") : null;
        var stream = new ChannelStream();
        var watch = RunAsync(Watch(stream));

        await stream.AddAsync(AlertRules.Call(Now, costUsd: 2));

        _problems.Should().ContainSingle().Which.Rule!.Id.Should().Be(first.Id);
        _changes.Should().ContainSingle().Which.Rule.Id.Should().Be(second.Id);
        stream.End();
        await watch;
    }

    [Test]
    public async Task What_it_has_seen_outlives_a_stream_that_ends()
    {
        await SaveAsync(AlertRules.Of(AlertKind.CostOfDayAbove, 1));
        var (first, second) = (new ChannelStream(), new ChannelStream());
        var watch = Watch(new StreamsInTurn(first, second));
        var again = AlertRules.Call(Now, costUsd: 0.6m);
        var run = RunAsync(watch);
        await first.AddAsync(again);
        first.End();
        await run;

        run = RunAsync(watch);
        await second.AddAsync(again);
        _changes.Should().BeEmpty("it is the same event");
        await second.AddAsync(AlertRules.Call(Now, costUsd: 0.6m));

        _changes.Should().ContainSingle().Which.Value.Should().Be(1.2m);
        _store.CostReads.Should().Be(1);
        second.End();
        await run;
    }

    [Test]
    public async Task What_the_database_heard_of_late_counts_within_ten_minutes()
    {
        await SaveAsync(AlertRules.Of(AlertKind.CostOfDayAbove, 1));
        var stream = new ChannelStream();
        var watch = RunAsync(Watch(stream));
        await stream.AddAsync(AlertRules.Call(Now));
        _changes.Should().BeEmpty();

        _store.Cost = new CostSoFar(7, 7);
        _time.Advance(TimeSpan.FromMinutes(10));
        await stream.AddAsync(AlertRules.Call(Now));

        _changes.Should().ContainSingle().Which.Value.Should().Be(7);
        stream.End();
        await watch;
    }

    private async Task<AlertRule> SaveAsync(AlertRule rule)
    {
        await _store.SaveRuleAsync(s_tenant, rule, CancellationToken.None);
        return rule;
    }

    private UsageWatch Watch(IUsageStream stream) => new(stream, _store, new AlertJudge(_store, _time), _time);

    private Task RunAsync(UsageWatch watch) => watch.RunAsync(
        s_tenant,
        (report, _) =>
        {
            _changes.AddRange(report.Changes);
            _problems.AddRange(report.Problems);
            if (report.Changes.Any(c => c.State is AlertState.Resolved))
                _resolved.TrySetResult();
            return Task.CompletedTask;
        },
        CancellationToken.None);

    private sealed class StreamsInTurn(params IUsageStream[] streams) : IUsageStream
    {
        private int _runs;

        public IAsyncEnumerable<StreamedUsage> ReadAsync(TenantContext tenant, CancellationToken cancellationToken) => streams[_runs++].ReadAsync(tenant, cancellationToken);
    }
}
