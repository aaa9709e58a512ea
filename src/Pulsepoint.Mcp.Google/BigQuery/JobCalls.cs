using Pulsepoint.Mcp.Google.Access;
using Pulsepoint.Mcp.Google.BigQuery.Wire;

namespace Pulsepoint.Mcp.Google.BigQuery;

/// <summary>Jobs with ids of our own: sent twice, they still run once.</summary>
internal sealed class JobCalls(BigQueryCalls calls, TimeProvider time)
{
    private static readonly TimeSpan s_firstLook = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_longestLook = TimeSpan.FromSeconds(5);

    // Whoever waited has given up already, and is held up no longer than this; the request itself may take its time.
    private static readonly TimeSpan s_courtesy = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(10);

    /// <summary>A name that no other job has.</summary>
    public JobReference NewReference(string project, string? location) =>
        new(project, $"pulsepoint_{Guid.CreateVersion7(time.GetUtcNow()):N}", location);

    /// <summary>Starts a job, or takes the one that an earlier try has started.</summary>
    /// <exception cref="BigQueryException">It cannot run, or the earlier one has failed: then it needs a new id.</exception>
    public async Task<Job> InsertAsync(Caller caller, JobReference reference, JobConfiguration configuration, CancellationToken cancellationToken)
    {
        try
        {
            return await calls.SendAsync(
                caller,
                HttpMethod.Post,
                ResourceUri.Of(reference.ProjectId, "jobs"),
                new Job { JobReference = reference, Configuration = configuration },
                WireJson.Default.Job,
                WireJson.Default.Job,
                cancellationToken);
        }
        catch (BigQueryException e) when (e.Problem == BigQueryProblem.Exists)
        {
            return await GetAsync(caller, reference, cancellationToken);
        }
    }

    public Task<Job> GetAsync(Caller caller, JobReference reference, CancellationToken cancellationToken) =>
        calls.GetAsync(caller, Of(reference), WireJson.Default.Job, cancellationToken);

    /// <summary>Looks once whether a job has failed.</summary>
    /// <returns>Null where it has not, or where that is not to be learnt now.</returns>
    public async Task<BigQueryException?> FailureAsync(Caller caller, JobReference reference, CancellationToken cancellationToken)
    {
        try
        {
            var job = await calls.GetOnceAsync(caller, Of(reference), WireJson.Default.Job, cancellationToken);
            return job.Failure is { } error ? ErrorMeanings.Of(error) : null;
        }
        catch (BigQueryException)
        {
            return null;
        }
    }

    /// <summary>Waits for a job's end. When the wait is given up, the job is, too.</summary>
    /// <exception cref="BigQueryException">The job has failed.</exception>
    public async Task<Job> FinishAsync(Caller caller, JobReference reference, CancellationToken cancellationToken)
    {
        try
        {
            for (var look = s_firstLook; ; look = look * 2 < s_longestLook ? look * 2 : s_longestLook)
            {
                var job = await GetAsync(caller, reference, cancellationToken);
                if (job.Status is { State: "DONE" } status)
                    return status.ErrorResult is { } error ? throw ErrorMeanings.Of(error) : job;

                // BigQuery tells nobody when a job ends, so it is looked at, ever less often.
                await Task.Delay(look, time, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            await GiveUpAsync(caller, reference);
            throw;
        }
    }

    /// <summary>Asks BigQuery to stop a job; does not wait until it has.</summary>
    public Task<JobCancelled> CancelAsync(Caller caller, JobReference reference, CancellationToken cancellationToken) => calls.SendAsync(
        caller,
        () => new HttpRequestMessage(HttpMethod.Post, ResourceUri.Of(reference.ProjectId, "jobs", reference.JobId, "cancel").With("location", reference.Location).Under(calls.Address)),
        WireJson.Default.JobCancelled,
        cancellationToken);

    /// <summary>Cancels for one who has gone: waits a moment for it, and says nothing if it fails.</summary>
    /// <remarks>The wait is a deadline: whoever gave up is held no longer, and the job ends by its own time limit anyway.</remarks>
    public Task GiveUpAsync(Caller caller, JobReference reference) =>
        Task.WhenAny(TryCancelAsync(caller, reference), Task.Delay(s_courtesy, time));

    private static ResourceUri Of(JobReference reference) =>
        ResourceUri.Of(reference.ProjectId, "jobs", reference.JobId).With("location", reference.Location);

    private async Task TryCancelAsync(Caller caller, JobReference reference)
    {
        using var farewell = new CancellationTokenSource(s_farewell, time);
        try
        {
            await CancelAsync(caller, reference, farewell.Token);
        }
        catch (Exception e) when (e is BigQueryException or OperationCanceledException or ObjectDisposedException or Core.Refusals.RefusalException)
        {
            // It ends by its own time limit.
        }
    }
}
