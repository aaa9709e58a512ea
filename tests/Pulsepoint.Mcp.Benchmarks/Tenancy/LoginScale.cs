using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Pulsepoint.Mcp.Core.Administration;
using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Postgres.Addresses;
using Pulsepoint.Mcp.Postgres.Brands;
using Pulsepoint.Mcp.Postgres.Tenancy;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.Benchmarks.Tenancy;

/// <summary>
/// Issues ten keys for each of a thousand tenants, times a login before and after, and lets five hundred keys log in at the
/// same moment, each as a process of its own would.
/// </summary>
internal static class LoginScale
{
    private const int Tenants = 1_000;
    private const int KeysPerTenant = 10;
    private const int AtOnce = 500;
    private const int RoomForAll = 560;
    private const int Issuers = 2;

    private static readonly UserId s_user = new(Guid.Parse("0190a000-0000-7000-8000-000000000001"));

    public static async Task RunAsync()
    {
        await using var database = await WalledDatabase.MigratedAsync();
        var first = await AddTenantAsync(database, "first");
        var firstKey = await database.IssueKeyAsync(first, s_user);
        Say($"login with 1 key: {await LoginAsync(database, firstKey)}");

        var start = Stopwatch.GetTimestamp();
        ConcurrentBag<TenantId> tenants = [];
        await Parallel.ForEachAsync(Enumerable.Range(0, Tenants), Parallelism, async (i, _) => tenants.Add(await AddTenantAsync(database, $"t{i}")));
        Say($"{Tenants} tenants: {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s");

        start = Stopwatch.GetTimestamp();
        ConcurrentBag<TenantContext> keys = [];
        await Parallel.ForEachAsync(tenants, Parallelism, async (tenant, _) =>
        {
            for (var i = 0; i < KeysPerTenant; i++)
                keys.Add(await database.IssueKeyAsync(tenant, s_user));
        });
        Say($"{keys.Count} keys: {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s");
        Say($"login with {keys.Count + 1} keys: {await LoginAsync(database, firstKey)}");

        var some = keys.Take(AtOnce).ToArray();
        Say($"{AtOnce} keys at once, 60 connections, each left at once: {await AtOnceAsync(database, some, leave: true)}");
        await (await PostgresServer.SharedAsync()).AllowConnectionsAsync(RoomForAll);
        Say($"{AtOnce} keys at once, {RoomForAll} connections, all kept: {await AtOnceAsync(database, some, leave: false)}");
    }

    private static ParallelOptions Parallelism => new() { MaxDegreeOfParallelism = Issuers };

    private static async Task<TenantId> AddTenantAsync(WalledDatabase database, string slug)
    {
        var tenant = TenantId.Parse(slug);
        await database.Get<ITenantRegistry>().EnsureAsync(
            new TenantDescription(
                tenant, slug, "USD", "Europe/London", false, [new Brand(BrandId.Parse("b1"), "B1", "USD", "Europe/London", ["shopify"])],
                [new UserDescription(s_user, "Analyst", $"analyst@{slug}.example")]),
            CancellationToken.None);
        return tenant;
    }

    /// <summary>The median of fifty logins, none of them from a pool.</summary>
    private static async Task<string> LoginAsync(WalledDatabase database, TenantContext key)
    {
        List<double> times = [];
        for (var i = 0; i < 50; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await using var session = await database.LogInAsync(key);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return Spread(times);
    }

    private static async Task<string> AtOnceAsync(WalledDatabase database, IReadOnlyList<TenantContext> keys, bool leave)
    {
        ConcurrentBag<double> answered = [];
        ConcurrentBag<RefusalException> refused = [];
        ConcurrentBag<TenantConnections> processes = [];
        await Task.WhenAll(keys.Select(key => Task.Run(async () =>
        {
            var process = new TenantConnections(
                database.Get<IDatabaseAddress>(), database.Get<DataSourceFactory>(), database.Get<SessionGuard>(), TimeProvider.System);
            processes.Add(process);
            var start = Stopwatch.GetTimestamp();
            try
            {
                await new TenantProfiles(process).ReadAsync(key, CancellationToken.None);
                answered.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
            catch (RefusalException refusal)
            {
                refused.Add(refusal);
            }

            if (leave)
                await process.DisposeAsync();
        })));
        foreach (var process in processes)
            await process.DisposeAsync();

        var reasons = refused.GroupBy(r => r.Message).Select(g => $"{g.Count()} refused: {g.Key}");
        return string.Join("; ", [$"{answered.Count} answered, {Spread(answered)}", .. reasons]);
    }

    private static string Spread(IReadOnlyCollection<double> times)
    {
        var sorted = times.Order().ToArray();
        return string.Create(CultureInfo.InvariantCulture, $"p50 {sorted[sorted.Length / 2]:0.0}, p95 {sorted[sorted.Length * 95 / 100]:0.0}, max {sorted[^1]:0.0} ms");
    }

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
