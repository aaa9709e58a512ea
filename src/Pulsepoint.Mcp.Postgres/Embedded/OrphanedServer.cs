using Polly;
using Polly.Retry;

namespace Pulsepoint.Mcp.Postgres.Embedded;

/// <summary>
/// Clears up after a postmaster that died without a word. Its backends must be gone before a new one starts; and where
/// its number is still taken (killed and not reaped, or given to another program after a power cut), a new postmaster
/// would believe the old lock files, so those have to go, too.
/// </summary>
internal sealed class OrphanedServer(ClusterFolders folders, TimeProvider time)
{
    /// <summary>Backends notice their postmaster's death by themselves, within milliseconds; there is nothing to be told by.</summary>
    private readonly ResiliencePipeline<bool> _untilBackendsAreGone = new ResiliencePipelineBuilder<bool> { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions<bool>
        {
            ShouldHandle = new PredicateBuilder<bool>().HandleResult(false),
            MaxRetryAttempts = 500,
            Delay = TimeSpan.FromMilliseconds(20),
            BackoffType = DelayBackoffType.Constant,
        })
        .Build();

    public async Task ClearAsync(CancellationToken cancellationToken)
    {
        if (PostmasterFile.Read(folders.PostmasterFile) is not { } postmaster || ProcessTable.IsServer(postmaster.ProcessId))
            return;

        var areGone = await _untilBackendsAreGone.ExecuteAsync(
            _ => ValueTask.FromResult(postmaster.SharedMemoryId is not { } segment || !ProcessTable.SegmentIsInUse(segment)),
            cancellationToken);
        if (!areGone || !ProcessTable.IsTaken(postmaster.ProcessId))
            return;

        File.Delete(folders.PostmasterFile);
        if (postmaster.Address is { IsSocket: true } address && address.Host == folders.Sockets)
            File.Delete(address.SocketPath + ".lock");
    }
}
