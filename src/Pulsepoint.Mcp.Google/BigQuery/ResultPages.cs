using System.Runtime.CompilerServices;
using Pulsepoint.Mcp.Google.Access;
using Pulsepoint.Mcp.Google.BigQuery.Wire;

namespace Pulsepoint.Mcp.Google.BigQuery;

/// <summary>Runs a statement whose rows are too many to be held at once.</summary>
internal sealed class ResultPages(BigQueryCalls calls, JobCalls jobs, TimeProvider time)
{
    private const int RowsOfPage = 20_000;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    /// <exception cref="BigQueryException">It failed.</exception>
    public async IAsyncEnumerable<IReadOnlyList<ResultRow>> ReadAsync(Caller caller, Statement statement, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var begun = await jobs.InsertAsync(caller, jobs.NewReference(statement.Project, statement.Location), statement.ToJob(), cancellationToken);
        var job = begun.JobReference ?? throw new BigQueryException(BigQueryProblem.Strange, "no job", mayRepeat: false);
        await jobs.FinishAsync(caller, job, cancellationToken);

        var read = 0L;
        QueryResponse answer;
        string? page = null;
        do
        {
            answer = await PageAsync(caller, job, page, cancellationToken);
            read += answer.Rows?.Count ?? 0;
            yield return answer.Rows ?? [];
            page = answer.PageToken;
        }
        while (page is not null);

        answer.RequireAll(read);
    }

    // The job is done, but who answers here may not have heard it yet.
    private async Task<QueryResponse> PageAsync(Caller caller, JobReference job, string? page, CancellationToken cancellationToken)
    {
        while (true)
        {
            var answer = await calls.GetAsync(caller, PageOf(job, page), WireJson.Default.QueryResponse, cancellationToken);
            if (answer.JobComplete)
                return answer;

            await Task.Delay(s_pause, time, cancellationToken);
        }
    }

    private static ResourceUri PageOf(JobReference job, string? page) => ResourceUri.Of(job.ProjectId, "queries", job.JobId)
        .With("location", job.Location)
        .With("pageToken", page)
        .With("maxResults", RowsOfPage)
        .With("formatOptions.useInt64Timestamp", true);
}
