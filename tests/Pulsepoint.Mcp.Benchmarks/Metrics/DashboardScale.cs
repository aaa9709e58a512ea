using System.Diagnostics;
using System.Globalization;
using Pulsepoint.Mcp.Core.Metrics.Dashboards;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.Benchmarks.Metrics;

/// <summary>What a dashboard costs while the facts behind it grow: it reads sums, so it should not notice.</summary>
internal static class DashboardScale
{
    private const int Rounds = 200;

    public static async Task RunAsync(DemoState state)
    {
        var postmaster = int.Parse((await File.ReadAllLinesAsync(Path.Combine(state.Folder, "pg", "data", "postmaster.pid")))[0], CultureInfo.InvariantCulture);
        foreach (var preset in new[] { "last_30_days", "last_365_days" })
        {
            var request = new DashboardRequest(new RequestTime(preset, null, null));
            await MeasureAsync(state, postmaster, request); // warm: plans are chosen and code is compiled by then
            Console.WriteLine($"dashboard {preset}: {await MeasureAsync(state, postmaster, request)}");
        }
    }

    private static async Task<string> MeasureAsync(DemoState state, int postmaster, DashboardRequest request)
    {
        var reader = state.Get<DashboardReader>();
        var times = new double[Rounds];
        var (own, database) = (CpuTime.Own(), CpuTime.OfDatabase(postmaster));
        for (var i = 0; i < Rounds; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await reader.ReadAsync(state.Analyst, Contexts.Answer(), request, CancellationToken.None);
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        (own, database) = ((CpuTime.Own() - own) / Rounds, (CpuTime.OfDatabase(postmaster) - database) / Rounds);
        Array.Sort(times);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"p50 {times[Rounds / 2]:0.0}, p95 {times[Rounds * 95 / 100]:0.0} ms; CPU {own.TotalMilliseconds:0.0} ms here, {database.TotalMilliseconds:0.0} ms in the database");
    }
}
