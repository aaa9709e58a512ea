namespace Pulsepoint.Mcp.Core.Clusters;

/// <summary>Keeps the embedded cluster up. The last lease to be disposed on this machine stops it, unless told otherwise.</summary>
public interface IClusterLease : IAsyncDisposable
{
    /// <summary>Where it listens, as <c>postgresql://…</c> without user or password.</summary>
    string Address { get; }

    /// <summary>Leave the cluster running when the last lease goes (<c>--keep-running</c>), now and later, until it is set back.</summary>
    bool KeepRunning { get; set; }
}
