using Pulsepoint.Mcp.Core.Clusters;

namespace Pulsepoint.Mcp.Postgres.Addresses;

/// <summary>The embedded cluster's address. The cluster is attached to by the first call that needs it, and held until the host ends.</summary>
internal sealed class EmbeddedAddress(IEmbeddedCluster cluster) : IDatabaseAddress, IAsyncDisposable
{
    private readonly SemaphoreSlim _once = new(1, 1);
    private IClusterLease? _lease;

    public async ValueTask<DatabaseAddress> ResolveAsync(CancellationToken cancellationToken)
    {
        if (_lease is null)
        {
            await _once.WaitAsync(cancellationToken);
            try
            {
                _lease ??= await cluster.AttachAsync(cancellationToken);
            }
            finally
            {
                _once.Release();
            }
        }

        return DatabaseAddressText.Parse(_lease.Address, "The embedded cluster's address");
    }

    public async ValueTask DisposeAsync()
    {
        if (_lease is { } lease)
            await lease.DisposeAsync();

        _once.Dispose();
    }
}
