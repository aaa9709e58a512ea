using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Pulsepoint.Mcp.Core.Outbox;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Core.Usage;
using Pulsepoint.Mcp.Outbox;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.Benchmarks.Outbox;

/// <summary>
/// How long a call waits for its event to be on the disk while four processes of one key write and deliver, and how long
/// 10,000 events need to a sink that takes them at once. Beside them what the disk itself needs for 4 KiB, since that is
/// most of it.
/// </summary>
internal static class OutboxPace
{
    private const int Processes = 4;
    private const int Seconds = 20;
    private const int Events = 10_000;

    public static async Task RunAsync()
    {
        var state = TemporaryFolder.Create();
        try
        {
            await TellAsync("the disk alone, 4 KiB and a flush", Disk(state));
            foreach (var perSecond in new[] { 25, 100 })
                await TellAsync($"enqueue, {Processes} processes, {perSecond} events a second each", await PaceAsync(state, perSecond));

            await FlushAsync(Path.Combine(state, "flush"));
        }
        finally
        {
            Directory.Delete(state, recursive: true);
        }
    }

    private static List<double> Disk(string folder)
    {
        using var file = new FileStream(Path.Combine(folder, "disk"), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var taken = new List<double>();
        for (var i = 0; i < 1000; i++)
        {
            var since = Stopwatch.GetTimestamp();
            file.Write(new byte[4096]);
            file.Flush(flushToDisk: true);
            taken.Add(Stopwatch.GetElapsedTime(since).TotalMicroseconds);
        }

        return taken;
    }

    private static async Task<List<double>> PaceAsync(string folder, int perSecond)
    {
        var state = Path.Combine(folder, perSecond.ToString(CultureInfo.InvariantCulture));
        var journal = Directory.CreateDirectory(state + "-journal").FullName;
        var taken = await Task.WhenAll(Enumerable.Range(0, Processes).Select(_ => PaceAsync(state, journal, perSecond)));
        return [.. taken.SelectMany(t => t)];
    }

    private static async Task<List<double>> PaceAsync(string state, string journal, int perSecond)
    {
        var tenant = Contexts.Of("aurora");
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Pulsepoint.Mcp.OutboxProcess.dll"));
        else
            start.FileName = Path.Combine(AppContext.BaseDirectory, "Pulsepoint.Mcp.OutboxProcess");

        foreach (var argument in new[] { "pace", state, tenant.Tenant.Value, tenant.Key.ToString(), journal })
            start.ArgumentList.Add(argument);
        start.ArgumentList.Add(perSecond.ToString(CultureInfo.InvariantCulture));
        start.ArgumentList.Add(Seconds.ToString(CultureInfo.InvariantCulture));

        using var process = Process.Start(start)!;
        var taken = new List<double>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
            taken.Add(double.Parse(line, CultureInfo.InvariantCulture));

        await process.WaitForExitAsync();
        return taken;
    }

    private static async Task FlushAsync(string state)
    {
        var sink = new CountingSink();
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IEventSink>(sink)
            .AddPulsepointOutbox(new StateFolder(state), new OutboxOptions())
            .BuildServiceProvider();
        var (tenant, time) = (Contexts.Of("aurora"), TimeProvider.System);
        var outbox = services.GetRequiredService<IEventOutbox>();

        var since = Stopwatch.GetTimestamp();
        await Parallel.ForAsync(0, Events, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (_, token) => await outbox.EnqueueAsync(
            tenant,
            new UsageEvent
            {
                Id = EventId.New(time),
                Type = EventType.ToolCall,
                OccurredAt = Instant.FromDateTimeOffset(time.GetUtcNow()),
                Extra = new string('x', 500),
            },
            EventLane.Usage,
            token));
        var filled = Stopwatch.GetElapsedTime(since);

        since = Stopwatch.GetTimestamp();
        var waiting = await services.GetRequiredService<IEventDelivery>().FlushAsync(tenant, TimeSpan.FromMinutes(1), CancellationToken.None);
        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{Events} events: kept in {filled.TotalSeconds:F2} s by 64 at once, delivered in {Stopwatch.GetElapsedTime(since).TotalSeconds:F2} s ({sink.Count} arrived, {waiting} wait)"));
    }

    private static Task TellAsync(string what, List<double> microseconds)
    {
        microseconds.Sort();
        string At(double share) => (microseconds[(int)(share * (microseconds.Count - 1))] / 1000).ToString("F2", CultureInfo.InvariantCulture);

        return Console.Out.WriteLineAsync($"{what}: p50 {At(0.5)} ms, p90 {At(0.9)} ms, p99 {At(0.99)} ms, max {At(1)} ms ({microseconds.Count.ToString(CultureInfo.InvariantCulture)})");
    }
}
