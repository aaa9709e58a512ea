using System.Collections.Concurrent;

namespace Pulsepoint.Mcp.Testing.Google.BigQuery;

/// <summary>What goes wrong, and when.</summary>
public sealed class BigQueryFaults
{
    private const string Bearer = "Bearer ";

    private readonly ConcurrentQueue<(int Status, string? Reason)> _requests = new();
    private readonly ConcurrentQueue<string> _jobs = new();
    private int _lost;
    private int _stalled;
    private int _unready;

    /// <summary>Which requests the faults are for, by what <see cref="OnRequest"/> is told of them; jobs fail whoever asks.</summary>
    public Func<string, bool> Aim { get; set; } = _ => true;

    /// <summary>What such a request waits for before it is looked at.</summary>
    public Task Delay { get; set; } = Task.CompletedTask;

    /// <summary>Told of every request, like <c>GET /bigquery/v2/projects/p/datasets</c>, before it is looked at.</summary>
    public Action<string>? OnRequest { get; set; }

    /// <summary>How long jobs are pending.</summary>
    public TimeSpan JobDuration { get; set; }

    /// <summary>How many rows of every result are told of, but not given.</summary>
    public int MissingRows { get; set; }

    /// <summary>The only token that is accepted; null accepts everybody.</summary>
    public string? Token { get; set; }

    /// <summary>Whose a token is: then datasets look who asks. Null where everybody may read everything.</summary>
    public Func<string, string?>? WhoseToken { get; set; }

    /// <summary>The next requests get this error; without a reason it is prose, as from a front end.</summary>
    public void FailRequests(int count, int status, string? reason)
    {
        for (var i = 0; i < count; i++)
            _requests.Enqueue((status, reason));
    }

    /// <summary>The next jobs end with this error.</summary>
    public void FailJobs(int count, string reason)
    {
        for (var i = 0; i < count; i++)
            _jobs.Enqueue(reason);
    }

    /// <summary>The next requests are carried out, but the connection ends before the answer.</summary>
    public void LoseAnswers(int count) => Interlocked.Add(ref _lost, count);

    /// <summary>The next requests are carried out, but the line falls silent in the middle of the answer.</summary>
    public void StallAnswers(int count) => Interlocked.Add(ref _stalled, count);

    /// <summary>The next results are not complete yet, though their jobs are done.</summary>
    public void HoldResults(int count) => Interlocked.Add(ref _unready, count);

    internal async Task OnRequestAsync(string request, string? authorization, CancellationToken cancellationToken)
    {
        OnRequest?.Invoke(request);
        if (!Aim(request))
            return;

        await Delay.WaitAsync(cancellationToken);
        if (Token is { } token && authorization != $"Bearer {token}")
            throw new BigQueryError(401, "authError", "Invalid Credentials");
        if (_requests.TryDequeue(out var fault))
            throw fault.Reason is { } reason ? new BigQueryError(fault.Status, reason, "As the test wants it.") : new FrontEndError(fault.Status);
    }

    /// <returns>Null where nobody looks.</returns>
    internal string? Asker(string? authorization) => WhoseToken is not { } whose
        ? null
        : whose(authorization is { } given && given.StartsWith(Bearer, StringComparison.Ordinal) ? given[Bearer.Length..] : "")
            ?? throw new BigQueryError(401, "authError", "Invalid Credentials");

    internal BigQueryError? OnJob() => _jobs.TryDequeue(out var reason) ? new BigQueryError(400, reason, "As the test wants it.") : null;

    internal bool LosesAnswer(string request) => Aim(request) && (Interlocked.Decrement(ref _lost) >= 0 || Interlocked.Increment(ref _lost) < 0);

    internal bool StallsAnswer(string request) => Aim(request) && (Interlocked.Decrement(ref _stalled) >= 0 || Interlocked.Increment(ref _stalled) < 0);

    internal bool HoldsResult() => Interlocked.Decrement(ref _unready) >= 0 || Interlocked.Increment(ref _unready) < 0;
}
