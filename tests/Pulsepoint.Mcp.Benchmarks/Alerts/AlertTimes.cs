using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Npgsql;
using Pulsepoint.Mcp.Core.Administration;
using Pulsepoint.Mcp.Core.Alerts;
using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Usage;
using Pulsepoint.Mcp.Google;
using Pulsepoint.Mcp.Google.PubSub;
using Pulsepoint.Mcp.Testing;
using Pulsepoint.Mcp.Testing.Alerts;
using Pulsepoint.Mcp.Testing.Google.PubSub;

namespace Pulsepoint.Mcp.Benchmarks.Alerts;

/// <summary>
/// From publishing an event to the alert that it makes standing in a real Postgres, walls and audit included: every event makes
/// one, which is resolved before the next. The Pub/Sub is a fake in this process.
/// </summary>
internal static class AlertTimes
{
    private const string Topic = "projects/acme/topics/pulsepoint-aurora";
    private const string Subscription = "projects/acme/subscriptions/pulsepoint-alerts-aurora";
    private const int Events = 1_000;
    private const int WarmUps = 20;

    private static readonly TenantId s_aurora = TenantId.Parse("aurora");
    private static readonly UserId s_analyst = new(Guid.Parse("0190a000-0000-7000-8000-000000000001"));

    public static async Task RunAsync()
    {
        await using var database = await WalledDatabase.MigratedAsync();
        var tenant = await AddAsync(database);
        var store = database.Get<IAlertStore>();
        var rule = AlertRules.Of(AlertKind.CostOfDayAbove, 0.5m);
        await store.SaveRuleAsync(tenant, rule, CancellationToken.None);

        await using var server = await LoopbackPubSub.StartAsync();
        server.AddTopic(Topic);
        server.AddSubscription(Subscription, Topic);
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddPulsepointGoogle(new PubSubOptions { Subscription = "projects/acme/subscriptions/pulsepoint-alerts-{tenant}", EmulatorHost = server.GrpcHost })
            .BuildServiceProvider();

        using var stop = new CancellationTokenSource();
        var fired = new SemaphoreSlim(0);
        var watch = new UsageWatch(services.GetRequiredService<IUsageStream>(), store, new AlertJudge(store, TimeProvider.System), TimeProvider.System).RunAsync(
            tenant,
            (report, _) =>
            {
                if (report.Problems is [var problem, ..])
                    throw problem.Refusal;
                if (report.Changes.Any(c => c.State is AlertState.Open))
                    fired.Release();
                return Task.CompletedTask;
            },
            stop.Token);

        await using var superuser = await database.LogInAsSuperuserAsync();
        var times = new List<double>();
        for (var i = -WarmUps; i < Events; i++)
        {
            var call = UsageEventJson.Write(AlertRules.Call(SystemClock.Instance.GetCurrentInstant(), costUsd: 1));
            var start = Stopwatch.GetTimestamp();
            server.Publish(Topic, [call]);
            if (await Task.WhenAny(fired.WaitAsync(), watch) == watch)
                await watch;
            if (i >= 0)
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);

            var open = await store.ListAsync(tenant, AlertQuery.Active, CancellationToken.None);
            await store.ResolveAsync(tenant, open.Single().Id, CancellationToken.None);

            // As if long ago: a rule does not fire twice within minutes.
            await using var aging = new NpgsqlCommand("update pp.alerts set fired_at = fired_at - interval '2 days'", superuser);
            await aging.ExecuteNonQueryAsync();
        }

        await stop.CancelAsync();
        times.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"publish to alert in the database: p50 {times[Events / 2]:0.0} ms, p99 {times[Events * 99 / 100]:0.0} ms, max {times[^1]:0.0} ms ({Events})"));
    }

    private static async Task<TenantContext> AddAsync(WalledDatabase database)
    {
        await database.Get<ITenantRegistry>().EnsureAsync(
            new TenantDescription(
                s_aurora, "Aurora", "USD", "Europe/London", true,
                [new Brand(BrandId.Parse("luma-skin"), "Luma", "USD", "Europe/London", ["shopify"])], [new UserDescription(s_analyst, "Analyst", "analyst@aurora.example")]),
            CancellationToken.None);
        return await database.IssueKeyAsync(s_aurora, s_analyst, Permissions.AlertsManage | Permissions.AuditRead);
    }
}
