using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Pulsepoint.Mcp.Core.Budgets;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Google.BigQuery.Wire;

namespace Pulsepoint.Mcp.Google.BigQuery;

/// <summary>
/// Runs a question within the day's budget: estimated, reserved, run for no more than that, and settled with what it was billed.
/// Its job is named before it begins, so that whatever becomes of this process, the next one finds out what it cost.
/// </summary>
internal sealed partial class BudgetedQueries(QueryCalls queries, JobCalls jobs, IQueryBudget budget, TimeProvider time, ILogger<BudgetedQueries> logger)
{
    // For finding out what a query cost that was broken off: whoever waited has given up already.
    private static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<KeyId, bool> _lookedAt = new();

    /// <param name="tenant">Who asks.</param>
    /// <param name="statement">The question.</param>
    /// <param name="tables">How many tables it reads.</param>
    /// <param name="cancellationToken">Gives up waiting; the query is cancelled.</param>
    /// <exception cref="BigQueryException">It failed.</exception>
    /// <exception cref="RefusalException"><c>budget_exceeded</c>, or the database is away: then nothing is run.</exception>
    public async Task<StatementResult> RunAsync(TenantContext tenant, Statement statement, int tables, CancellationToken cancellationToken)
    {
        await SettleLeftAsync(tenant, statement, cancellationToken);
        var estimate = ByteEstimate.Of(await queries.EstimateAsync(tenant, statement, cancellationToken), tables);
        var job = jobs.NewReference(statement.Project, statement.Location);
        var held = await budget.ReserveAsync(tenant, ReservationId.New(time), QueryJobId.Parse(job.JobId), estimate, cancellationToken);
        var most = Math.Min(statement.MostBytesBilled ?? held.Granted, held.Granted);
        try
        {
            var result = await queries.RunAsync(tenant, job, statement with { MostBytesBilled = most }, cancellationToken);
            await SettleAsync(tenant, held.Id, job, result.BytesBilled, isAnswered: true);
            return result;
        }
        catch (BigQueryException e)
        {
            await SettleAsync(tenant, held.Id, job, billed: null, isAnswered: e.Problem != BigQueryProblem.NotNow);
            throw;
        }
        catch (OperationCanceledException)
        {
            await SettleAsync(tenant, held.Id, job, billed: null, isAnswered: false);
            throw;
        }
    }

    /// <param name="tenant">Whose budget.</param>
    /// <param name="reservation">What was held.</param>
    /// <param name="job">The job that knows what it cost.</param>
    /// <param name="billed">What it cost, where that is known already.</param>
    /// <param name="isAnswered">Whether BigQuery has answered: then a job that does not exist never will.</param>
    private async Task SettleAsync(TenantContext tenant, ReservationId reservation, JobReference job, long? billed, bool isAnswered)
    {
        using var farewell = new CancellationTokenSource(s_farewell, time);
        try
        {
            if ((billed ?? await BilledAsync(tenant, job, isAnswered, farewell.Token)) is { } bytes)
                await budget.SettleAsync(tenant, reservation, bytes, farewell.Token);
        }
        catch (Exception e) when (e is BigQueryException or RefusalException or OperationCanceledException)
        {
            // It stays held, and is settled by the first question of a later process.
            LogUnsettled(e.Message);
        }
    }

    /// <summary>Settles what processes of this key left behind; once in a process.</summary>
    private async Task SettleLeftAsync(TenantContext tenant, Statement statement, CancellationToken cancellationToken)
    {
        if (!_lookedAt.TryAdd(tenant.Key, true))
            return;

        foreach (var left in await budget.UnsettledAsync(tenant, cancellationToken))
            await SettleAsync(tenant, left.Id, new JobReference(statement.Project, left.Job.Value, statement.Location), billed: null, isAnswered: true);
    }

    /// <returns>Null while nobody can know.</returns>
    private async Task<long?> BilledAsync(TenantContext tenant, JobReference job, bool isAnswered, CancellationToken cancellationToken)
    {
        try
        {
            var found = await jobs.GetAsync(tenant, job, cancellationToken);
            return found.Status is { State: "DONE" } ? found.Statistics?.Query?.TotalBytesBilled ?? 0 : null;
        }
        catch (BigQueryException e) when (e.Problem == BigQueryProblem.NotFound)
        {
            return isAnswered ? 0 : null;
        }
    }

    [LoggerMessage(5201, LogLevel.Warning, "What a query cost could not be settled yet: {Reason}")]
    private partial void LogUnsettled(string reason);
}
