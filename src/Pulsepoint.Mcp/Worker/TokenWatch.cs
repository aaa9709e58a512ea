using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tokens;

namespace Pulsepoint.Mcp.Worker;

/// <summary>Serves requests for access tokens of all organisations, with the platform's credential: once, or until it is stopped.</summary>
internal sealed class TokenWatch(TokenRound round, TimeProvider time)
{
    // People wait for a token before their question is answered.
    private static readonly TimeSpan s_lookAgain = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_away = TimeSpan.FromSeconds(5);

    /// <returns>How many requests there were, and how many of them got no token.</returns>
    /// <exception cref="RefusalException">The database is away, or refuses the credential.</exception>
    public async Task<TokenReport> OnceAsync(CancellationToken cancellationToken)
    {
        var report = await round.RunAsync(cancellationToken);
        foreach (var problem in report.Problems)
            await WarnAsync($"{problem.Request.Tenant}, request {problem.Request.Id}, {problem.Request.Identity}: {problem.Refusal.Message} {problem.Refusal.NextStep}");

        return report;
    }

    /// <exception cref="RefusalException">The database refuses the credential.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // What cannot work at all is an error at the start, not a warning for ever.
        await OnceAsync(cancellationToken);
        while (true)
        {
            var pause = s_lookAgain;
            try
            {
                await OnceAsync(cancellationToken);
            }
            catch (RefusalException refusal) when (!refusal.Code.IsAboutTheKey())
            {
                await WarnAsync($"{refusal.Message} {refusal.NextStep}");
                pause = s_away;
            }
#pragma warning disable CA1031 // A worker: whatever one request met, the others are served.
            catch (Exception failure) when (failure is not RefusalException and not OperationCanceledException)
#pragma warning restore CA1031
            {
                await WarnAsync($"A round failed ({failure.GetType().Name}); it is tried again.");
                pause = s_away;
            }

            // A schedule, not a wait for something: the database sends no notifications that could be trusted.
            await Task.Delay(pause, time, cancellationToken);
        }
    }

    private static Task WarnAsync(string what) => Console.Error.WriteLineAsync($"warning: {what}");
}
