namespace Pulsepoint.Mcp.Postgres.Embedded;

/// <summary>
/// Clears up after a postmaster that died without a word. Its backends must be gone before a new one starts; and where
/// its number is still taken (killed and not reaped, or given to another program after a power cut), a new postmaster
/// would believe the old lock files, so those have to go, too.
/// </summary>
internal sealed class OrphanedServer(ClusterFolders folders, TimeProvider time)
{
    /// <summary>Backends notice their postmaster's death by themselves, within milliseconds.</summary>
    private static readonly TimeSpan s_lastBackend = TimeSpan.FromSeconds(10);

    public async Task ClearAsync(CancellationToken cancellationToken)
    {
        if (PostmasterFile.Read(folders.PostmasterFile) is not { } postmaster || ProcessTable.IsServer(postmaster.ProcessId))
            return;

        var areGone = await Patience.UntilAsync(
            () => postmaster.SharedMemoryId is not { } segment || !ProcessTable.SegmentIsInUse(segment),
            s_lastBackend,
            time,
            cancellationToken);
        if (!areGone || !ProcessTable.IsTaken(postmaster.ProcessId))
            return;

        File.Delete(folders.PostmasterFile);
        if (postmaster.Address is { IsSocket: true } address && address.Host == folders.Sockets)
            File.Delete(address.SocketPath + ".lock");
    }
}
