using System.Collections.Concurrent;
using NodaTime;
using Pulsepoint.Mcp.Core.Budgets;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Google.Access;

namespace Pulsepoint.Mcp.Google.BigQuery;

/// <summary>
/// Runs a question within the day's budget: estimated, reserved, run for no more than that, and settled with what it was billed.
/// Its job is named before it begins, so that whatever becomes of this process, the next one finds out what it cost. What takes longer
/// than it is waited for goes on, and another call for the same answer collects it.
/// </summary>
internal sealed class BudgetedQueries(
    QueryCalls queries, JobCalls jobs, QueryTries tries, IQueryBudget budget, Settlements settlements, TimeProvider time)
{
    // What processes left is theirs for ten minutes; so often is it worth looking.
    private static readonly Duration s_lookAgain = Duration.FromMinutes(10);

    private readonly ConcurrentDictionary<KeyId, Instant> _lookedAt = new();

    /// <param name="tenant">Who asks.</param>
    /// <param name="answer">What for; the cost is added there.</param>
    /// <param name="query">The question.</param>
    /// <param name="waiting">Ends when the answer is not waited for any more: then the query goes on.</param>
    /// <param name="cancellationToken">Nobody wants it any more: the query is cancelled.</param>
    /// <exception cref="BigQueryException">It failed.</exception>
    /// <exception cref="RefusalException"><c>budget_exceeded</c>, or the database is away: then nothing is run.</exception>
    /// <exception cref="OperationCanceledException">The wait was over: what has begun goes on, unless nobody wants it any more.</exception>
    public async Task<StatementResult> RunAsync(
        TenantContext tenant, AnswerContext answer, BudgetedQuery query, CancellationToken waiting, CancellationToken cancellationToken)
    {
        await SettleLeftAsync(tenant, waiting);
        var (job, hasBegun) = await tries.FindAsync(tenant, answer, query.Job, waiting);
        var reserved = hasBegun ? null : await ReserveAsync(tenant, query with { Job = job }, waiting);
        try
        {
            if (reserved is not null)
                await queries.BeginAsync(Caller.Of(tenant), job, reserved, waiting);

            hasBegun = true;
            answer.Begin();
            var result = await queries.ResultAsync(Caller.Of(tenant), job, waiting);
            await settlements.SettleAnsweredAsync(tenant, answer, job, result.BytesBilled, result.BytesProcessed);
            return result;
        }
        catch (BigQueryException e)
        {
            await settlements.SettleFailedAsync(tenant, answer, job, isAnswered: e.Problem != BigQueryProblem.NotNow);
            throw;
        }
        catch (OperationCanceledException) when ((hasBegun || answer.HasBegun) && !cancellationToken.IsCancellationRequested)
        {
            // It goes on, and another call collects it, or finds that it did not begin.
            throw;
        }
        catch (OperationCanceledException)
        {
            await jobs.GiveUpAsync(Caller.Of(tenant), job);
            await settlements.SettleFailedAsync(tenant, answer, job, isAnswered: false);
            throw;
        }
        catch (RefusalException)
        {
            await settlements.SettleFailedAsync(tenant, answer, job, isAnswered: false);
            throw;
        }
    }

    /// <returns>The statement with what it may be billed at most.</returns>
    private async Task<Statement> ReserveAsync(TenantContext tenant, BudgetedQuery query, CancellationToken waiting)
    {
        var estimate = ByteEstimate.Of(await queries.EstimateAsync(Caller.Of(tenant), query.Statement, waiting), query.Tables);
        var job = QueryJobId.Parse(query.Job.JobId);
        var held = await budget.ReserveAsync(tenant, ReservationId.Of(job), job, estimate, waiting);
        return query.Statement with { MostBytesBilled = held.Granted };
    }

    private async Task SettleLeftAsync(TenantContext tenant, CancellationToken waiting)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        if (_lookedAt.TryGetValue(tenant.Key, out var last) && now - last < s_lookAgain)
            return;

        var left = await budget.UnsettledAsync(tenant, waiting);
        _lookedAt[tenant.Key] = now;
        await settlements.SettleLeftAsync(tenant, left, waiting);
    }
}
