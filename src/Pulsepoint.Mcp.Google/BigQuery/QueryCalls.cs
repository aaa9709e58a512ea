using Pulsepoint.Mcp.Google.Access;
using Pulsepoint.Mcp.Google.BigQuery.Wire;

namespace Pulsepoint.Mcp.Google.BigQuery;

/// <summary>Runs a statement and reads its rows.</summary>
internal sealed class QueryCalls(BigQueryCalls calls, JobCalls jobs, ResultPages pages, TimeProvider time)
{
    // Short, so that a query that takes longer soon has a job that can be cancelled.
    private const long LongestFirstWaitMs = 1_000;

    /// <summary>What the statement would read. Costs nothing.</summary>
    /// <exception cref="BigQueryException">It would fail.</exception>
    public async Task<long> EstimateAsync(Caller caller, Statement statement, CancellationToken cancellationToken)
    {
        var answer = await StartAsync(caller, Request(statement) with { DryRun = true }, statement.Project, cancellationToken);
        return answer.TotalBytesProcessed ?? 0;
    }

    /// <summary>Runs it and waits for its rows. When the wait is given up, the query is, too.</summary>
    /// <exception cref="BigQueryException">It failed.</exception>
    public Task<StatementResult> RunAsync(Caller caller, Statement statement, CancellationToken cancellationToken)
    {
        var request = Request(statement) with
        {
            RequestId = Guid.CreateVersion7(time.GetUtcNow()).ToString(),
            TimeoutMs = FirstWaitMs(statement),
        };
        return RunAsync(caller, request, statement.Project, cancellationToken);
    }

    /// <summary>Begins it as a job of this name: sent twice, it runs once.</summary>
    /// <exception cref="BigQueryException">It cannot run.</exception>
    public Task<Job> BeginAsync(Caller caller, JobReference job, Statement statement, CancellationToken cancellationToken) =>
        jobs.InsertAsync(caller, job, statement.ToJob(), cancellationToken);

    /// <summary>The rows of a query that runs as a job, once it is done. The job goes on when the wait is given up.</summary>
    /// <exception cref="BigQueryException">It failed.</exception>
    public Task<StatementResult> ResultAsync(Caller caller, JobReference job, CancellationToken cancellationToken) =>
        FinishAsync(caller, begun: null, job, cancellationToken);

    private async Task<StatementResult> RunAsync(Caller caller, QueryRequest request, string project, CancellationToken cancellationToken)
    {
        var answer = await StartAsync(caller, request, project, cancellationToken);
        var job = answer.JobReference ?? throw new BigQueryException(BigQueryProblem.Strange, "no job", mayRepeat: false);
        try
        {
            return await FinishAsync(caller, answer, job, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await jobs.GiveUpAsync(caller, job);
            throw;
        }
    }

    private Task<QueryResponse> StartAsync(Caller caller, QueryRequest request, string project, CancellationToken cancellationToken) => calls.SendAsync(
        caller, HttpMethod.Post, ResourceUri.Of(project, "queries"), request, WireJson.Default.QueryRequest, WireJson.Default.QueryResponse, cancellationToken);

    private async Task<StatementResult> FinishAsync(Caller caller, QueryResponse? begun, JobReference job, CancellationToken cancellationToken)
    {
        QueryResponse? first = null;
        List<ResultRow> rows = [];
        await foreach (var page in pages.OfAsync(caller, job, begun, rows: null, cancellationToken))
        {
            first ??= page;
            rows.AddRange(page.Rows ?? []);
        }

        return new StatementResult(first!.Schema?.Fields ?? [], rows, job, first.TotalBytesProcessed ?? 0, first.CacheHit == true ? 0 : first.TotalBytesBilled); // not null: there is always a page
    }

    private static int FirstWaitMs(Statement statement) =>
        (int)Math.Min(LongestFirstWaitMs, statement.TimeLimit is { } limit ? (long)limit.TotalMilliseconds / 2 : long.MaxValue);

    private static QueryRequest Request(Statement statement) => new()
    {
        Query = statement.Sql,
        ParameterMode = statement.Parameters.Count > 0 ? "NAMED" : null,
        QueryParameters = statement.Parameters.Count > 0 ? statement.Parameters : null,
        MaximumBytesBilled = statement.MostBytesBilled,
        JobTimeoutMs = statement.TimeLimit is { } limit ? (long)limit.TotalMilliseconds : null,
        Location = statement.Location,
        Labels = statement.Labels.Count > 0 ? statement.Labels : null,
    };
}
