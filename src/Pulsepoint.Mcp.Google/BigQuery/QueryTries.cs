using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Google.Access;
using Pulsepoint.Mcp.Google.BigQuery.Wire;

namespace Pulsepoint.Mcp.Google.BigQuery;

/// <summary>
/// Finds the job that a query of an answer runs as. One that failed, or was cancelled, is settled and left behind: the next has a name,
/// and so a reservation, of its own.
/// </summary>
internal sealed class QueryTries(JobCalls jobs, Settlements settlements)
{
    // What fails as often has something to be mended first.
    private const int Most = 3;

    /// <param name="tenant">Who asks.</param>
    /// <param name="answer">What for; what failed jobs were billed is added there, unless it was before.</param>
    /// <param name="first">The job of the first try.</param>
    /// <param name="waiting">Gives up.</param>
    /// <returns>The job, and whether an earlier call has begun it.</returns>
    /// <exception cref="BigQueryException">Every try has failed; why the last one did.</exception>
    public async Task<(JobReference Job, bool HasBegun)> FindAsync(TenantContext tenant, AnswerContext answer, JobReference first, CancellationToken waiting)
    {
        if (!answer.IsContinued)
            return (first, false);

        for (var failures = 0; ; failures++)
        {
            var reference = QueryJob.Again(first, failures);
            var job = await FindAsync(tenant, reference, waiting);
            if (job?.Failure is not { } failure)
                return (reference, job is not null);

            await settlements.SettleEndedAsync(tenant, answer, reference, job);
            if (failures + 1 == Most)
                throw ErrorMeanings.Of(failure);
        }
    }

    private async Task<Job?> FindAsync(TenantContext tenant, JobReference reference, CancellationToken waiting)
    {
        try
        {
            return await jobs.GetAsync(Caller.Of(tenant), reference, waiting);
        }
        catch (BigQueryException e) when (e.Problem == BigQueryProblem.NotFound)
        {
            return null;
        }
    }
}
