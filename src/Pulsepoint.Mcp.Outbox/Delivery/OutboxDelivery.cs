using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Pulsepoint.Mcp.Core.Outbox;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Outbox.Files;
using Pulsepoint.Mcp.Outbox.Writing;

namespace Pulsepoint.Mcp.Outbox.Delivery;

/// <summary>A flusher for every sink, each at its own pace: one that hangs or is down holds nobody else up.</summary>
internal sealed partial class OutboxDelivery(
    IReadOnlyList<IEventSink> sinks,
    Func<IEventSink, TenantContext, OutboxFlusher> make,
    OutboxDatabase database,
    DeliverySignal signal,
    OutboxOptions options,
    TimeProvider time,
    ILogger<OutboxDelivery> logger) : IEventDelivery, IAsyncDisposable
{
    private readonly ConcurrentDictionary<(string Sink, KeyId Key), Lazy<OutboxFlusher>> _flushers = [];

    public Task RunAsync(TenantContext tenant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);

        return Task.WhenAll(sinks.Select(sink => RunAsync(sink.Name, Flusher(sink, tenant), tenant, cancellationToken)));
    }

    public async Task<long?> FlushAsync(TenantContext tenant, TimeSpan atMost, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);

        if (!database.Exists)
            return 0;

        using var late = new CancellationTokenSource(atMost, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            await Task.WhenAll(sinks.Select(sink => TryFlushAsync(sink.Name, Flusher(sink, tenant), tenant, isUrgent: true, both.Token))).WaitAsync(both.Token);
            return (await Task.WhenAll(sinks.Select(sink => Flusher(sink, tenant).WaitingAsync(both.Token)))).Sum();
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (RefusalException)
        {
            // Said already: delivery has just failed for the same reason.
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var flusher in _flushers.Values.Where(f => f.IsValueCreated))
            await flusher.Value.DisposeAsync();
    }

    private OutboxFlusher Flusher(IEventSink sink, TenantContext tenant) =>
        _flushers.GetOrAdd((sink.Name, tenant.Key), _ => new Lazy<OutboxFlusher>(() => make(sink, tenant))).Value;

    // Waits before it looks for the first time: a start leaves the disk alone.
    private async Task RunAsync(string sink, OutboxFlusher flusher, TenantContext tenant, CancellationToken cancellationToken)
    {
        var next = signal.Next;
        while (!cancellationToken.IsCancellationRequested)
        {
            await next.WaitAsync(Pause(flusher.Remaining), time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            // Events of one moment go together; each alone would take turns of the disk from those who write.
            if (next.IsCompleted)
                await Task.Delay(options.Gather, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

            // Before looking: what comes while it looks is seen the next time.
            next = signal.Next;
            if (database.Exists && !cancellationToken.IsCancellationRequested)
                await TryFlushAsync(sink, flusher, tenant, isUrgent: false, cancellationToken);
        }
    }

    private TimeSpan Pause(TimeSpan remaining) => remaining > TimeSpan.Zero && remaining < options.LookEvery ? remaining : options.LookEvery;

    private async Task TryFlushAsync(string sink, OutboxFlusher flusher, TenantContext tenant, bool isUrgent, CancellationToken cancellationToken)
    {
        try
        {
            await flusher.FlushAsync(tenant, isUrgent, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            LogStopped(sink);
        }
#pragma warning disable CA1031 // A worker: it goes on at its next turn, whatever happened.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            LogFailed(sink, failure);
        }
    }

    [LoggerMessage(7210, LogLevel.Debug, "Delivery to {Sink} was stopped")]
    private partial void LogStopped(string sink);

    [LoggerMessage(7211, LogLevel.Warning, "Delivery to {Sink} failed on this machine, and goes on later")]
    private partial void LogFailed(string sink, Exception failure);
}
