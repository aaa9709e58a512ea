using System.Security.Cryptography;
using System.Text;
using Pulsepoint.Mcp.Google.Access;
using Pulsepoint.Mcp.Google.BigQuery;
using Pulsepoint.Mcp.Google.BigQuery.Wire;

namespace Pulsepoint.Mcp.Google.Moves;

/// <summary>Jobs whose ids say what they do, so that whoever comes after a process that died finds what it has begun, and does nothing twice.</summary>
internal sealed class OnceJobs(JobCalls jobs)
{
    // A job that has failed can never run again; the next try has another id. Whoever fails more often has something else to mend first.
    private const int MostFailures = 20;

    /// <summary>The job, once it has succeeded: the one that an earlier process began, or a new one.</summary>
    /// <param name="project">Who pays.</param>
    /// <param name="location">Where the data lie.</param>
    /// <param name="what">What it does; whatever says the same is done once.</param>
    /// <param name="run">Begins a job of this name and waits for its end.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="BigQueryException">It failed now.</exception>
    public async Task<Job> RunAsync(
        string project, string location, IReadOnlyList<string> what, Func<JobReference, Task<Job>> run, CancellationToken cancellationToken)
    {
        for (var failures = 0; failures < MostFailures; failures++)
        {
            var reference = new JobReference(project, IdOf([.. what, FormattableString.Invariant($"{failures}")]), location);
            var known = await FindAsync(reference, cancellationToken);
            if (known is null)
                return await run(reference);

            if (known.Status is not { State: "DONE", ErrorResult: not null })
                return await jobs.FinishAsync(Caller.Operator, reference, cancellationToken);
        }

        throw new BigQueryException(BigQueryProblem.NotNow, FormattableString.Invariant($"{MostFailures} jobs have failed"), mayRepeat: false);
    }

    private async Task<Job?> FindAsync(JobReference reference, CancellationToken cancellationToken)
    {
        try
        {
            return await jobs.GetAsync(Caller.Operator, reference, cancellationToken);
        }
        catch (BigQueryException e) when (e.Problem == BigQueryProblem.NotFound)
        {
            return null;
        }
    }

    private static string IdOf(IReadOnlyList<string> what) =>
        "pulsepoint_move_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', what))).AsSpan(0, 20));
}
