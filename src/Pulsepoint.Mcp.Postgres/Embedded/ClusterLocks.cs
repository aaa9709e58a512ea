using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.State;

namespace Pulsepoint.Mcp.Postgres.Embedded;

/// <summary>
/// The start lock: only one process creates, starts or stops at a time. The users lock: everyone who uses the cluster
/// shares it, so whoever can take it alone is the last.
/// </summary>
internal sealed class ClusterLocks(ClusterFolders folders, TimeSpan patience, TimeProvider time)
{
    public Task<FileStream> StartingAsync(CancellationToken cancellationToken) => TakeAsync(folders.StartLock, isShared: false, cancellationToken);

    public Task<FileStream> UsingAsync(CancellationToken cancellationToken) => TakeAsync(folders.UsersLock, isShared: true, cancellationToken);

    /// <summary>Whether nobody uses the cluster. Ask only under the start lock, else the answer is old at once.</summary>
    public bool NobodyUsesIt()
    {
        using var alone = FileLock.TryTake(folders.UsersLock);
        return alone is not null;
    }

    private async Task<FileStream> TakeAsync(string path, bool isShared, CancellationToken cancellationToken) =>
        await FileLock.TakeAsync(path, isShared, patience, time, cancellationToken)
        ?? throw Refusal.SourceUnavailable(
            "Another process has been starting or stopping the embedded database for too long.",
            "Wait a moment and try again; end a hanging pulsepoint-mcp process if there is one.");
}
