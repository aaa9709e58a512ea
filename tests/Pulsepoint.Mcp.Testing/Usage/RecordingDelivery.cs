using Pulsepoint.Mcp.Core.Outbox;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Testing.Usage;

/// <summary>Delivers nothing, and remembers for whom it was told to.</summary>
public sealed class RecordingDelivery : IEventDelivery
{
    private int _flushes;

    public TenantContext? Runs { get; private set; }

    public int Flushes => _flushes;

    public async Task RunAsync(TenantContext tenant, CancellationToken cancellationToken)
    {
        Runs = tenant;
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task<long?> FlushAsync(TenantContext tenant, TimeSpan atMost, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _flushes);
        return Task.FromResult<long?>(0);
    }
}
