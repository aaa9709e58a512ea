using Microsoft.Extensions.Logging;
using NodaTime;
using Pulsepoint.Mcp.Core.Budgets;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Google.Access;
using Pulsepoint.Mcp.Google.BigQuery.Wire;

namespace Pulsepoint.Mcp.Google.BigQuery;

/// <summary>Puts what a job was billed in place of what was reserved for it. What cannot be settled now stays held, and a later look settles it.</summary>
internal sealed partial class Settlements(JobCalls jobs, IQueryBudget budget, BytePrice price, TimeProvider time, ILogger<Settlements> logger)
{
    // Of the time that an answer has: what it takes to give it. 0.4 of three seconds.
    private const double ShareOfGiving = 0.4 / 3;

    // With an answer in hand, or with somebody who has waited long enough already: then the next look finds out.
    private static readonly Duration s_patience = Duration.FromSeconds(2);
    private static readonly TimeSpan s_courtesy = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan s_longestLook = TimeSpan.FromSeconds(1);

    /// <param name="tenant">Whose budget.</param>
    /// <param name="answer">Whose cost: of a job that was settled before, somebody else's.</param>
    /// <param name="job">The job that gave a result.</param>
    /// <param name="billed">What it cost; null where the job has to be asked.</param>
    /// <param name="processed">What it read.</param>
    public async Task SettleAnsweredAsync(TenantContext tenant, AnswerContext answer, JobReference job, long? billed, long processed)
    {
        var left = answer.Left - (answer.Patience * ShareOfGiving);
        var patience = Duration.Max(Duration.Zero, Duration.Min(left, s_patience)).ToTimeSpan();
        // It has run: whoever says that there is no such job knows nothing of it.
        var settled = await WithinAsync(patience, token => SettleAsync(tenant, job, billed, isAnswered: false, token));
        if (settled.Bytes is { } bytes && !settled.WasBefore)
            answer.Cost.Add(new QueryCost(processed, bytes, price.CostOf(bytes)));
    }

    /// <param name="tenant">Whose budget.</param>
    /// <param name="answer">Whose cost.</param>
    /// <param name="job">The job that failed, or may never have begun.</param>
    /// <param name="isAnswered">Whether BigQuery has answered: then a job that does not exist never will.</param>
    public Task SettleFailedAsync(TenantContext tenant, AnswerContext answer, JobReference job, bool isAnswered) =>
        SettleWithoutRowsAsync(tenant, answer, job, billed: null, isAnswered);

    /// <param name="tenant">Whose budget.</param>
    /// <param name="answer">Whose cost: of a job that was settled before, somebody else's.</param>
    /// <param name="job">The job that failed.</param>
    /// <param name="ended">What is known of it.</param>
    public Task SettleEndedAsync(TenantContext tenant, AnswerContext answer, JobReference job, Job ended) =>
        SettleWithoutRowsAsync(tenant, answer, job, BilledBy(ended), isAnswered: true);

    /// <summary>Settles what processes of this key left open, this one among them. What it does not come to in a second waits for the next look.</summary>
    public async Task SettleLeftAsync(TenantContext tenant, IReadOnlyList<UnsettledReservation> left, CancellationToken cancellationToken)
    {
        using var enough = new CancellationTokenSource(s_longestLook, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, enough.Token);
        foreach (var job in left.Select(l => QueryJob.Find(l.Job)).OfType<JobReference>().TakeWhile(_ => !either.IsCancellationRequested))
            await SettleAsync(tenant, job, billed: null, isAnswered: true, either.Token);
    }

    private async Task SettleWithoutRowsAsync(TenantContext tenant, AnswerContext answer, JobReference job, long? billed, bool isAnswered)
    {
        var settled = await WithinAsync(s_courtesy, token => SettleAsync(tenant, job, billed, isAnswered, token));
        if (settled.Bytes is { } bytes && !settled.WasBefore)
            answer.Cost.Add(new QueryCost(BytesProcessed: 0, bytes, price.CostOf(bytes)));
    }

    private async Task<(long? Bytes, bool WasBefore)> WithinAsync(TimeSpan patience, Func<CancellationToken, Task<(long?, bool)>> settle)
    {
        using var farewell = new CancellationTokenSource(patience, time);
        return await settle(farewell.Token);
    }

    /// <returns>What was billed, where it is known, though it could not be settled; and whether it was settled before, as a cost of somebody else's.</returns>
    private async Task<(long? Bytes, bool WasBefore)> SettleAsync(TenantContext tenant, JobReference job, long? billed, bool isAnswered, CancellationToken cancellationToken)
    {
        try
        {
            billed ??= await BilledAsync(tenant, job, isAnswered, cancellationToken);
            var wasBefore = billed is { } bytes && !await budget.SettleAsync(tenant, ReservationId.Of(QueryJobId.Parse(job.JobId)), bytes, cancellationToken);
            return (billed, wasBefore);
        }
        catch (Exception e) when (e is BigQueryException or RefusalException or OperationCanceledException)
        {
            LogUnsettled(e.Message);
            return (billed, false);
        }
    }

    private static long? BilledBy(Job job) => job.Status is { State: "DONE" } ? job.Statistics?.Query?.TotalBytesBilled ?? 0 : null;

    /// <returns>Null while nobody can know.</returns>
    private async Task<long?> BilledAsync(TenantContext tenant, JobReference job, bool isAnswered, CancellationToken cancellationToken)
    {
        try
        {
            var found = await jobs.GetAsync(Caller.Of(tenant), job, cancellationToken);
            return BilledBy(found);
        }
        catch (BigQueryException e) when (e.Problem == BigQueryProblem.NotFound)
        {
            return isAnswered ? 0 : null;
        }
    }

    [LoggerMessage(5201, LogLevel.Warning, "What a query cost could not be settled yet: {Reason}")]
    private partial void LogUnsettled(string reason);
}
