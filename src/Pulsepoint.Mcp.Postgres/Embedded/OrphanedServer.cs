using Polly;
using Polly.Retry;

namespace Pulsepoint.Mcp.Postgres.Embedded;

/// <summary>
/// Clears up after a postmaster that was killed and not reaped. Its number is still taken, so a new postmaster would
/// believe its lock file; and the lock file must not go while a backend of the old one still writes.
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
        if (PostmasterFile.Read(folders.PostmasterFile) is not { } postmaster || !ProcessTable.IsZombie(postmaster.ProcessId))
            return;

        var areGone = await _untilBackendsAreGone.ExecuteAsync(
            _ => ValueTask.FromResult(postmaster.SharedMemoryId is not { } segment || !ProcessTable.SegmentIsInUse(segment)),
            cancellationToken);
        if (areGone)
            File.Delete(folders.PostmasterFile);
    }
}
