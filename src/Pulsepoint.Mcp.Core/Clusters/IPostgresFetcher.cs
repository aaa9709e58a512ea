namespace Pulsepoint.Mcp.Core.Clusters;

/// <summary>Fetches Postgres server programs for this machine into the state folder, where the embedded cluster finds them.</summary>
public interface IPostgresFetcher
{
    /// <summary>Downloads, checks and unpacks; ready at once where that was done before.</summary>
    /// <param name="progress">Told the share of the download that has arrived, 0 to 1.</param>
    /// <param name="cancellationToken">Stops the download and leaves nothing behind.</param>
    /// <exception cref="MissingOnMachineException">No network, no programs for this platform, or what came is not what was published.</exception>
    Task FetchAsync(IProgress<double>? progress, CancellationToken cancellationToken);
}
