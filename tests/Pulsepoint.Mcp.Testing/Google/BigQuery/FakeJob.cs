using System.Globalization;
using System.Text.Json.Nodes;

namespace Pulsepoint.Mcp.Testing.Google.BigQuery;

/// <summary>A job: done as soon as it was made, but telling so only when its time has come.</summary>
internal sealed class FakeJob(JsonObject reference, JsonObject configuration, DateTimeOffset doneAt, TimeProvider time)
{
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(1);

    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public JsonObject Reference => reference;

    /// <summary>Null until it is done, and for jobs that have no rows.</summary>
    public SqlRows? Result { get; set; }

    public BigQueryError? Error { get; set; }

    public long Billed { get; set; }

    public bool IsDone => time.GetUtcNow() >= doneAt || _stopped.Task.IsCompleted;

    /// <summary>Whether somebody cancelled it before it was done.</summary>
    public bool IsCancelled { get; private set; }

    public void Cancel()
    {
        if (IsDone)
            return;

        IsCancelled = true;
        Error = new BigQueryError(200, "stopped", "Job execution was cancelled: User requested cancellation");
        _stopped.SetResult();
    }

    /// <summary>Until it is done, or the wait is over.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow() + atMost;
        // A timer may ring a little early; whoever waited long enough is told the end.
        for (var now = time.GetUtcNow(); !IsDone && now < until; now = time.GetUtcNow())
            await Task.WhenAny(_stopped.Task, Task.Delay((doneAt < until ? doneAt : until) - now + s_tick, time, cancellationToken));
    }

    public JsonObject Describe()
    {
        var status = new JsonObject { ["state"] = IsDone ? "DONE" : "PENDING" };
        if (IsDone && Error is { } error)
        {
            status["errorResult"] = ErrorJson.Proto(error);
            status["errors"] = new JsonArray(ErrorJson.Proto(error));
        }

        return new JsonObject
        {
            ["kind"] = "bigquery#job",
            ["id"] = $"{reference["projectId"]}:{reference["location"]}.{reference["jobId"]}",
            ["jobReference"] = reference.DeepClone(),
            ["configuration"] = configuration.DeepClone(),
            ["status"] = status,
            ["statistics"] = Statistics(),
        };
    }

    public static JsonObject Describe(RowCounts changed) => new()
    {
        ["insertedRowCount"] = Text(changed.Inserted),
        ["updatedRowCount"] = Text(changed.Updated),
        ["deletedRowCount"] = Text(changed.Deleted),
    };

    private JsonObject Statistics()
    {
        var statistics = new JsonObject { ["totalBytesProcessed"] = Text(Result?.Bytes ?? 0) };
        if (configuration["load"] is not null)
            statistics["load"] = new JsonObject { ["outputRows"] = Text(Result?.Changed?.Inserted ?? 0) };
        else
            statistics["query"] = new JsonObject { ["totalBytesProcessed"] = Text(Result?.Bytes ?? 0), ["totalBytesBilled"] = Text(Billed), ["cacheHit"] = false };
        if (Result?.Changed is { } changed && statistics["query"] is { } query)
        {
            query["numDmlAffectedRows"] = Text(changed.All);
            query["dmlStats"] = Describe(changed);
        }

        return statistics;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
