using System.Collections.Concurrent;
using Pulsepoint.Mcp.Core.Outbox;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Testing.Serving;

namespace Pulsepoint.Mcp.Testing.Usage;

/// <summary>Delivers nothing, and remembers for whom it was told to.</summary>
public sealed class RecordingDelivery : IEventDelivery
{
    private readonly ConcurrentQueue<TenantContext> _runs = [];
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _flushes;

    /// <summary>Ends when it was first told to.</summary>
    public Task BegunAsync() => _begun.Task.WaitAsync(McpPair.Timeout);

    public IReadOnlyCollection<TenantContext> Runs => _runs;

    public int Flushes => _flushes;

    public async Task RunAsync(TenantContext tenant, CancellationToken cancellationToken)
    {
        _runs.Enqueue(tenant);
        _begun.TrySetResult();
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task<long?> FlushAsync(TenantContext tenant, TimeSpan atMost, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _flushes);
        return Task.FromResult<long?>(0);
    }
}
