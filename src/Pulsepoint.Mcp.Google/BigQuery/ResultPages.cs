using System.Runtime.CompilerServices;
using Pulsepoint.Mcp.Google.Access;
using Pulsepoint.Mcp.Google.BigQuery.Wire;

namespace Pulsepoint.Mcp.Google.BigQuery;

/// <summary>Reads results page by page, once they are complete: missing rows must never look like fewer.</summary>
internal sealed class ResultPages(BigQueryCalls calls, JobCalls jobs, TimeProvider time)
{
    private const int RowsOfPage = 20_000;
    private const int WaitMs = 10_000;

    // BigQuery itself waits until a result is complete, or its own wait is over. What answers sooner, without one, tells of no moment
    // to wait for, and must not be asked without a pause.
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Runs a statement whose rows are too many to be held at once.</summary>
    /// <exception cref="BigQueryException">It failed.</exception>
    public async IAsyncEnumerable<IReadOnlyList<ResultRow>> ReadAsync(Caller caller, Statement statement, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var begun = await jobs.InsertAsync(caller, jobs.NewReference(statement.Project, statement.Location), statement.ToJob(), cancellationToken);
        var job = begun.JobReference ?? throw new BigQueryException(BigQueryProblem.Strange, "no job", mayRepeat: false);
        await jobs.FinishAsync(caller, job, cancellationToken);
        await foreach (var page in OfAsync(caller, job, first: null, RowsOfPage, cancellationToken))
            yield return page.Rows ?? [];
    }

    /// <param name="caller">Who asks.</param>
    /// <param name="job">What the statement runs as. It goes on when the wait is given up.</param>
    /// <param name="first">What was answered already, complete or not; null for nothing.</param>
    /// <param name="rows">How many a page may have; null for what BigQuery gives at once.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="BigQueryException">It failed, or rows are missing.</exception>
    public async IAsyncEnumerable<QueryResponse> OfAsync(
        Caller caller, JobReference job, QueryResponse? first, int? rows, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var answer = first is { JobComplete: true } ? first : await CompleteAsync(caller, PageOf(job, page: null, rows), job, cancellationToken);
        var read = 0L;
        while (true)
        {
            read += answer.Rows?.Count ?? 0;
            yield return answer;
            if (answer.PageToken is not { } next)
                break;

            answer = await CompleteAsync(caller, PageOf(job, next, rows), job, cancellationToken);
        }

        answer.RequireAll(read);
    }

    private async Task<QueryResponse> CompleteAsync(Caller caller, ResourceUri page, JobReference job, CancellationToken cancellationToken)
    {
        while (true)
        {
            // What a job has failed with is told here as if it were this request's own error.
            var answer = await calls.GetAsync(caller, page, WireJson.Default.QueryResponse, token => jobs.FailureAsync(caller, job, token), cancellationToken);
            if (answer.JobComplete)
                return answer;

            await Task.Delay(s_pause, time, cancellationToken);
        }
    }

    private static ResourceUri PageOf(JobReference job, string? page, int? rows) => ResourceUri.Of(job.ProjectId, "queries", job.JobId)
        .With("location", job.Location)
        .With("pageToken", page)
        .With("maxResults", rows)
        .With("timeoutMs", WaitMs)
        .With("formatOptions.useInt64Timestamp", true);
}
