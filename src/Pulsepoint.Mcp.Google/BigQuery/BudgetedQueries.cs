using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using NodaTime;
using Pulsepoint.Mcp.Core.Budgets;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Google.Access;
using Pulsepoint.Mcp.Google.BigQuery.Wire;

namespace Pulsepoint.Mcp.Google.BigQuery;

/// <summary>
/// Runs a question within the day's budget: estimated, reserved, run for no more than that, and settled with what it was billed.
/// Its job is named before it begins, so that whatever becomes of this process, the next one finds out what it cost.
/// </summary>
internal sealed partial class BudgetedQueries(QueryCalls queries, JobCalls jobs, IQueryBudget budget, TimeProvider time, ILogger<BudgetedQueries> logger)
{
    // With an answer in hand, or with somebody who has waited long enough already: then the next look finds out.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_courtesy = TimeSpan.FromMilliseconds(300);

    // What processes left is theirs for ten minutes; so often is it worth looking.
    private static readonly Duration s_lookAgain = Duration.FromMinutes(10);
    private static readonly TimeSpan s_longestLook = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<KeyId, Instant> _lookedAt = new();

    /// <param name="tenant">Who asks.</param>
    /// <param name="statement">The question.</param>
    /// <param name="tables">How many tables it reads.</param>
    /// <param name="cancellationToken">Gives up waiting; the query is cancelled.</param>
    /// <exception cref="BigQueryException">It failed.</exception>
    /// <exception cref="RefusalException"><c>budget_exceeded</c>, or the database is away: then nothing is run.</exception>
    public async Task<StatementResult> RunAsync(TenantContext tenant, Statement statement, int tables, CancellationToken cancellationToken)
    {
        await SettleLeftAsync(tenant, statement, cancellationToken);
        var estimate = ByteEstimate.Of(await queries.EstimateAsync(Caller.Of(tenant), statement, cancellationToken), tables);
        var job = jobs.NewReference(statement.Project, statement.Location);
        var held = await budget.ReserveAsync(tenant, ReservationId.New(time), QueryJobId.Parse(job.JobId), estimate, cancellationToken);
        try
        {
            var result = await queries.RunAsync(Caller.Of(tenant), job, statement with { MostBytesBilled = held.Granted }, cancellationToken);
            await SettleWithinAsync(s_patience, token => SettleAsync(tenant, held.Id, job, result.BytesBilled, isAnswered: true, token));
            return result;
        }
        catch (BigQueryException e)
        {
            await SettleWithinAsync(s_courtesy, token => SettleAsync(tenant, held.Id, job, billed: null, isAnswered: e.Problem != BigQueryProblem.NotNow, token));
            throw;
        }
        catch (Exception e) when (e is OperationCanceledException or RefusalException)
        {
            await SettleWithinAsync(s_courtesy, token => SettleAsync(tenant, held.Id, job, billed: null, isAnswered: false, token));
            throw;
        }
    }

    private async Task SettleWithinAsync(TimeSpan patience, Func<CancellationToken, Task> settle)
    {
        using var farewell = new CancellationTokenSource(patience, time);
        await settle(farewell.Token);
    }

    /// <param name="tenant">Whose budget.</param>
    /// <param name="reservation">What was held.</param>
    /// <param name="job">The job that knows what it cost.</param>
    /// <param name="billed">What it cost, where that is known already.</param>
    /// <param name="isAnswered">Whether BigQuery has answered: then a job that does not exist never will.</param>
    /// <param name="cancellationToken">Puts it off.</param>
    private async Task SettleAsync(TenantContext tenant, ReservationId reservation, JobReference job, long? billed, bool isAnswered, CancellationToken cancellationToken)
    {
        try
        {
            if ((billed ?? await BilledAsync(tenant, job, isAnswered, cancellationToken)) is { } bytes)
                await budget.SettleAsync(tenant, reservation, bytes, cancellationToken);
        }
        catch (Exception e) when (e is BigQueryException or RefusalException or OperationCanceledException)
        {
            // It stays held, and is settled by a later look.
            LogUnsettled(e.Message);
        }
    }

    /// <summary>Settles what processes of this key left open, this one among them. What it does not come to in a second waits for the next look.</summary>
    private async Task SettleLeftAsync(TenantContext tenant, Statement statement, CancellationToken cancellationToken)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        if (_lookedAt.TryGetValue(tenant.Key, out var last) && now - last < s_lookAgain)
            return;

        var open = await budget.UnsettledAsync(tenant, cancellationToken);
        _lookedAt[tenant.Key] = now;
        using var enough = new CancellationTokenSource(s_longestLook, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, enough.Token);
        foreach (var left in open.TakeWhile(_ => !either.IsCancellationRequested))
            await SettleAsync(tenant, left.Id, new JobReference(statement.Project, left.Job.Value, statement.Location), billed: null, isAnswered: true, either.Token);
    }

    /// <returns>Null while nobody can know.</returns>
    private async Task<long?> BilledAsync(TenantContext tenant, JobReference job, bool isAnswered, CancellationToken cancellationToken)
    {
        try
        {
            var found = await jobs.GetAsync(Caller.Of(tenant), job, cancellationToken);
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
