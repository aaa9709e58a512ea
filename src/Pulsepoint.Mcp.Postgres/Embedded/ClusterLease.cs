using Pulsepoint.Mcp.Core.Clusters;

namespace Pulsepoint.Mcp.Postgres.Embedded;

internal sealed class ClusterLease(ClusterAddress address, FileStream use, ClusterLocks locks, ClusterServer server, string keepRunningFile) : IClusterLease
{
    private bool _isReturned;

    public string Address { get; } = address.ToUri();

    /// <summary>A file, because whoever comes and goes later must not stop what was asked to stay.</summary>
    public bool KeepRunning
    {
        get => File.Exists(keepRunningFile);
        set
        {
            if (value)
                File.WriteAllText(keepRunningFile, "");
            else
                File.Delete(keepRunningFile);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_isReturned)
            return;

        _isReturned = true;
        try
        {
            // Under the start lock nobody can attach between "I am the last" and the stop.
            await using var starting = await locks.StartingAsync(CancellationToken.None);
            await use.DisposeAsync();
            if (!KeepRunning && locks.NobodyUsesIt())
                await server.StopAsync();
        }
        finally
        {
            await use.DisposeAsync();
        }
    }
}
