using Pulsepoint.Mcp.Core.Outbox;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Server.Usage;

/// <summary>Has events delivered while this process lives, from its first one on, and once more when it ends by itself.</summary>
internal sealed class Courier(IEventDelivery delivery) : IAsyncDisposable
{
    /// <summary>A client that has ended its input waits for the process no longer than this.</summary>
    private static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _end = new();
    private readonly Lock _once = new();
    private TenantContext? _tenant;
    private Task _run = Task.CompletedTask;

    public void Begin(TenantContext tenant)
    {
        lock (_once)
        {
            if (_tenant is not null)
                return;

            _tenant = tenant;
            _run = Task.Run(() => delivery.RunAsync(tenant, _end.Token));
        }
    }

    /// <summary>Delivers what waits, for two seconds at most; what is not delivered then stays on the disk for the next process.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        if (_tenant is not { } tenant)
            return;

        try
        {
            await delivery.FlushAsync(tenant, s_farewell, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Told to end at once: nothing is lost by it.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }
}
