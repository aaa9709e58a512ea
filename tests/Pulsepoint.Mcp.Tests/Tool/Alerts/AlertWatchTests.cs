using System.Runtime.CompilerServices;
using FluentAssertions;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.Alerts;
using Pulsepoint.Mcp.Core.Alerts;
using Pulsepoint.Mcp.Core.Metrics;
using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Sealing;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Usage;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Testing;
using Pulsepoint.Mcp.Testing.Alerts;
using Pulsepoint.Mcp.Testing.Brands;
using Pulsepoint.Mcp.Testing.Serving;

namespace Pulsepoint.Mcp.Tests.Tool.Alerts;

internal sealed class AlertWatchTests
{
    private static readonly TenantContext s_tenant = Contexts.Of("aurora") with { Permissions = Permissions.All };
    private static readonly TimeSpan s_delivery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_away = TimeSpan.FromSeconds(10);

    private WaitedTime _time = null!;
    private MemoryAlertStore _store = null!;
    private WebhookClient _client = null!;
    private StringWriter _said = null!;
    private AlertLines _lines = null!;
    private CancellationTokenSource _stop = null!;
    private Exception? _failure;

    [SetUp]
    public void Prepare()
    {
        _time = new WaitedTime(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
        _store = new MemoryAlertStore(_time);
        _client = new WebhookClient(new WebhookOptions());
        _said = new StringWriter();
        _lines = new AlertLines(asJson: false, _time, TextWriter.Synchronized(_said));
        _stop = new CancellationTokenSource();
        _failure = null;
    }

    [TearDown]
    public void CleanUp()
    {
        _store.Dispose();
        _time.Dispose();
        _client.Dispose();
        _lines.Dispose();
        _said.Dispose();
        _stop.Dispose();
    }

    [Test]
    public async Task A_failure_that_nobody_thought_of_is_said_once_and_the_watch_goes_on()
    {
        _failure = new OverflowException("whsec_secret");
        var watch = await StartAsync();

        await DeliverAsync(3);
        _failure = null;
        await DeliverAsync(1);
        _failure = new OverflowException();
        await DeliverAsync(2);

        watch.IsCompleted.Should().BeFalse();
        Said("OverflowException").Should().HaveCount(2, "it was over in between");
        _said.ToString().Should().NotContain("whsec_secret");
        await StopAsync(watch);
    }

    [Test]
    public async Task What_stays_as_it_is_is_warned_of_once_an_hour()
    {
        _failure = Refusal.SourceUnavailable("The database is away.", "Wait.");
        var watch = await StartAsync();

        await DeliverAsync(5);
        Said("The database is away. Wait.").Should().ContainSingle();
        _time.Advance(TimeSpan.FromHours(1));
        await _time.WaitedForAsync(s_delivery);

        Said("The database is away. Wait.").Should().HaveCount(2);
        await StopAsync(watch);
    }

    [TestCase(RefusalCode.KeyRevoked)]
    [TestCase(RefusalCode.PermissionDenied)]
    public async Task A_key_that_is_not_accepted_any_more_ends_it(RefusalCode code)
    {
        _failure = new RefusalException(code, "No.", "Ask.");
        var watch = await StartAsync();

        _time.Advance(s_delivery);

        (await FluentActions.Awaiting(() => watch.WaitAsync(McpPair.Timeout)).Should().ThrowAsync<RefusalException>()).Which.Code.Should().Be(code);
    }

    [Test]
    public async Task A_stream_that_breaks_is_read_again_and_what_it_had_told_still_counts()
    {
        await _store.SaveRuleAsync(s_tenant, AlertRules.Of(AlertKind.CostOfDayAbove, 1), CancellationToken.None);
        var watch = await StartAsync(new BreakingStream(() => AlertRules.Call(Instant.FromDateTimeOffset(_time.GetUtcNow()), costUsd: 0.6m)));
        await _time.WaitedForAsync(s_away);

        for (var run = 0; run < 2; run++)
        {
            // A run waits for the event, and for the next one; after it there is a pause.
            _time.Advance(s_away);
            for (var waits = 0; waits < 3; waits++)
                await _time.WaitedForAsync(s_away);
        }

        _store.Alerts.Should().ContainSingle().Which.Value.Should().Be(1.2m);
        await StopAsync(watch);
    }

    // From the first wait between two deliveries on.
    private async Task<Task> StartAsync(params IUsageStream[] streams)
    {
        var (profiles, warehouse, clock) = (new FixedProfiles(), new FixedWarehouse(), new BusinessClock(_time, null));
        IWarehouse[] warehouses = [warehouse];
        var judge = new AlertJudge(_store, _time);
        var round = new AlertRound(_store, new MetricObserver(new MetricReader(profiles, warehouses, clock), profiles, warehouses, clock, _time), judge);
        var courier = new WebhookCourier(_store, new Webhooks(() => _failure), null!, _client, _time); // without a webhook there is no secret
        var watch = new AlertWatch(round, _store, judge, courier, streams, _time).RunAsync(s_tenant, TimeSpan.FromDays(1), _lines, _stop.Token);
        await _time.WaitedForAsync(s_delivery);
        return watch;
    }

    // A turn is over when the next wait begins.
    private async Task DeliverAsync(int turns)
    {
        for (var i = 0; i < turns; i++)
        {
            _time.Advance(s_delivery);
            await _time.WaitedForAsync(s_delivery);
        }
    }

    private async Task StopAsync(Task watch)
    {
        await _stop.CancelAsync();
        await FluentActions.Awaiting(() => watch.WaitAsync(McpPair.Timeout)).Should().ThrowAsync<OperationCanceledException>();
    }

    private IEnumerable<string> Said(string part) => _said.ToString().Split(_said.NewLine).Where(l => l.Contains(part, StringComparison.Ordinal));

    /// <summary>Of every run one event, and then it cannot be read.</summary>
    private sealed class BreakingStream(Func<UsageEvent> next) : IUsageStream
    {
        public async IAsyncEnumerable<StreamedUsage> ReadAsync(TenantContext tenant, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.CompletedTask;
            yield return new StreamedUsage(next(), _ => Task.CompletedTask);
            throw Refusal.SourceUnavailable("The subscription cannot be read.", "Wait.");
        }
    }

    /// <summary>None is set, or asking for it fails.</summary>
    private sealed class Webhooks(Func<Exception?> failure) : IOwnAlertWebhooks
    {
        public Task<AlertWebhook?> OpenAsync(TenantContext tenant, CancellationToken cancellationToken) =>
            failure() is { } thrown ? Task.FromException<AlertWebhook?>(thrown) : Task.FromResult<AlertWebhook?>(null);

        public Task SetAsync(TenantContext tenant, Uri url, SealedSecret secret, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ListedWebhook?> FindAsync(TenantContext tenant, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<bool> RemoveAsync(TenantContext tenant, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
