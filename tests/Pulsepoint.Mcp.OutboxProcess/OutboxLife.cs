using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Pulsepoint.Mcp.Core.Outbox;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Usage;
using Pulsepoint.Mcp.Outbox;

namespace Pulsepoint.Mcp.OutboxProcess;

/// <summary>Makes events and delivers them, and writes down beside each other what it tried, what was acknowledged, and what arrived.</summary>
internal sealed class OutboxLife : IAsyncDisposable
{
    private static readonly string[] s_sinks = ["postgres", "pubsub"];

    private readonly TenantContext _tenant;
    private readonly JournalFile _tried;
    private readonly JournalFile _kept;
    private readonly ServiceProvider _services;
    private readonly IEventOutbox _outbox;
    private readonly IEventDelivery _delivery;

    public OutboxLife(TenantContext tenant, string state, string journal)
    {
        _tenant = tenant;
        string In(string name) => Path.Combine(journal, string.Create(CultureInfo.InvariantCulture, $"{name}-{Environment.ProcessId}.txt"));

        _tried = new JournalFile(In("tried"));
        _kept = new JournalFile(In("kept"));
        var services = new ServiceCollection().AddLogging();
        foreach (var sink in s_sinks)
            services.AddSingleton<IEventSink>(_ => new JournalSink(sink, new JournalFile(In("sink-" + sink))));

        _services = services
            .AddPulsepointOutbox(new StateFolder(state), new OutboxOptions { LookEvery = TimeSpan.FromMilliseconds(200), LeaseFor = TimeSpan.FromSeconds(3), SinkPatience = TimeSpan.FromSeconds(1) })
            .BuildServiceProvider();
        _outbox = _services.GetRequiredService<IEventOutbox>();
        _delivery = _services.GetRequiredService<IEventDelivery>();
    }

    /// <summary>One event after the other, as fast as they are kept, until the input ends. Says when the first is kept.</summary>
    public async Task ChainAsync()
    {
        using var stop = new CancellationTokenSource();
        var delivering = _delivery.RunAsync(_tenant, stop.Token);

        // The console's own asynchronous reading blocks.
        var end = Task.Run(Console.In.ReadLine);
        var isFirst = true;
        while (!end.IsCompleted)
        {
            try
            {
                await KeepAsync();
            }
            catch (RefusalException)
            {
                // Not in time, on a machine with much to do: it was tried, and nobody was told that it is kept.
                continue;
            }

            if (isFirst)
                await Console.Out.WriteLineAsync("kept");
            isFirst = false;
        }

        await stop.CancelAsync();
        await delivering;
        await Console.Out.WriteLineAsync((await _delivery.FlushAsync(_tenant, TimeSpan.FromSeconds(20), CancellationToken.None))?.ToString(CultureInfo.InvariantCulture) ?? "late");
    }

    /// <summary>So many a second; prints how long each took to be kept, in microseconds, in order of time.</summary>
    public async Task PaceAsync(int perSecond, int seconds)
    {
        using var stop = new CancellationTokenSource();
        var delivering = _delivery.RunAsync(_tenant, stop.Token);

        // Opens the file, and compiles what is not compiled yet.
        for (var warm = 0; warm < perSecond; warm++)
            await KeepAsync();

        var taken = new List<Task<TimeSpan>>();
        using (var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / perSecond)))
        {
            while (taken.Count < perSecond * seconds && await timer.WaitForNextTickAsync())
                taken.Add(KeepAsync());
        }

        foreach (var time in await Task.WhenAll(taken))
            await Console.Out.WriteLineAsync(time.TotalMicroseconds.ToString("F0", CultureInfo.InvariantCulture));

        await stop.CancelAsync();
        await delivering;
        await _delivery.FlushAsync(_tenant, TimeSpan.FromSeconds(20), CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _tried.Dispose();
        _kept.Dispose();
    }

    private async Task<TimeSpan> KeepAsync()
    {
        var time = TimeProvider.System;
        var usageEvent = new UsageEvent
        {
            Id = EventId.New(time),
            Type = EventType.ToolCall,
            OccurredAt = Instant.FromDateTimeOffset(time.GetUtcNow()),
            Tenant = _tenant.Tenant,
            Key = _tenant.Key,
            Tool = "query_metrics",
            Outcome = EventOutcome.Ok,
            Extra = new string('x', 500),
        };
        _tried.Write([usageEvent.Id.ToString()]);
        var since = Stopwatch.GetTimestamp();
        await _outbox.EnqueueAsync(_tenant, usageEvent, EventLane.Audit, CancellationToken.None);
        var taken = Stopwatch.GetElapsedTime(since);
        _kept.Write([usageEvent.Id.ToString()]);
        return taken;
    }
}
