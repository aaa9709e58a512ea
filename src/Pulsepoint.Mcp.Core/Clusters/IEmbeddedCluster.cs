namespace Pulsepoint.Mcp.Core.Clusters;

/// <summary>The private Postgres of the state folder. Only <c>demo</c> creates one; everything else attaches to it.</summary>
public interface IEmbeddedCluster
{
    /// <summary>Whether a cluster was made in this state folder, running or not.</summary>
    bool Exists { get; }

    /// <summary>Creates the cluster where there is none, starts it where it does not run, and holds it while the lease lives.</summary>
    /// <exception cref="MissingOnMachineException">No Postgres server programs were found.</exception>
    Task<IClusterLease> CreateOrAttachAsync(CancellationToken cancellationToken);

    /// <summary>Starts the existing cluster where it does not run, and holds it while the lease lives.</summary>
    /// <exception cref="Refusals.RefusalException"><c>source_unavailable</c>: there is none, or it does not start.</exception>
    Task<IClusterLease> AttachAsync(CancellationToken cancellationToken);

    /// <summary>Stops the cluster that was asked to stay, and asks it no longer; its data stay.</summary>
    /// <returns>False where none runs.</returns>
    /// <exception cref="Refusals.RefusalException"><c>source_unavailable</c>: another process uses it; the last of them stops it.</exception>
    Task<bool> StopAsync(CancellationToken cancellationToken);

    /// <summary>Stops the cluster and throws its data away. Nothing happens where there is none.</summary>
    /// <exception cref="Refusals.RefusalException"><c>source_unavailable</c>: another process uses it.</exception>
    Task DestroyAsync(CancellationToken cancellationToken);
}
