using Polly;
using Polly.Retry;

namespace Pulsepoint.Mcp.Postgres.Embedded;

/// <summary>
/// For what has no event to wait for: another process' end, a line in a server's file. Asks
/// again every 20 ms, since the usual wait is 0.1 to 0.8 s.
/// </summary>
internal static class Patience
{
    private static readonly TimeSpan s_askAgain = TimeSpan.FromMilliseconds(20);

    /// <summary>Asks until the answer is true or the time is up; gives the last answer.</summary>
    public static async Task<bool> UntilAsync(Func<bool> question, TimeSpan atMost, TimeProvider time, CancellationToken cancellationToken)
    {
        var pipeline = new ResiliencePipelineBuilder<bool> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<bool>
            {
                ShouldHandle = new PredicateBuilder<bool>().HandleResult(false),
                MaxRetryAttempts = (int)(atMost / s_askAgain),
                Delay = s_askAgain,
                BackoffType = DelayBackoffType.Constant,
            })
            .Build();
        return await pipeline.ExecuteAsync(_ => ValueTask.FromResult(question()), cancellationToken);
    }
}
