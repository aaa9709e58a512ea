using System.Globalization;
using System.Text.Json.Nodes;

namespace Pulsepoint.Mcp.Testing.Google.BigQuery;

/// <summary>Jobs of queries and of loads, and the short way to a query.</summary>
internal sealed class JobApi(BigQueryBoard board, SqlEngine engine, BigQueryFaults faults)
{
    private const int RowPageSize = 10_000;
    private const string OfQueries = "bigquery#queryResponse";

    private static readonly TimeSpan s_usualWait = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, FakeJob> _requests = new(StringComparer.Ordinal);

    public JsonObject Get(string project, string id, ApiRequest request) => board.Job(project, id, request.Text("location")).Describe();

    public JsonObject Cancel(string project, string id, ApiRequest request)
    {
        var job = board.Job(project, id, request.Text("location"));
        job.Cancel();
        return new JsonObject { ["kind"] = "bigquery#jobCancelResponse", ["job"] = job.Describe() };
    }

    public async Task<JsonObject> InsertAsync(string project, ApiRequest request)
    {
        var body = request.Json;
        var configuration = body["configuration"] as JsonObject ?? throw BigQueryError.Required("configuration");
        var query = configuration["query"] as JsonObject ?? throw BigQueryError.Invalid("Only queries are run from here, and files loaded from uploads.");
        var statement = Statement(project, query, request);
        if ((bool?)configuration["dryRun"] == true)
            return await DryRunAsync(project, statement, configuration);

        return (await StartAsync(project, statement, query, body["jobReference"], configuration)).Describe();
    }

    public async Task<JsonObject> QueryAsync(string project, ApiRequest request)
    {
        var body = request.Json;
        var statement = Statement(project, body, request);
        if ((bool?)body["dryRun"] == true)
        {
            var estimate = await board.AloneAsync(() => engine.AnalyzeAsync(statement), request.CancellationToken);
            return new JsonObject
            {
                ["kind"] = OfQueries,
                ["jobComplete"] = true,
                ["schema"] = FieldTypes.Write(estimate.Columns),
                ["totalBytesProcessed"] = Text(estimate.Bytes),
            };
        }

        var job = await board.AloneAsync(() => StartAsync(project, statement, body), request.CancellationToken);
        return await ResultAsync(
            job, (int?)body["timeoutMs"], pageToken: null, (int?)body["maxResults"], IsExact(body["formatOptions"]), OfQueries, request.CancellationToken);
    }

    public Task<JsonObject> ResultAsync(string project, string id, ApiRequest request) => ResultAsync(
        board.Job(project, id, request.Text("location")), request.Number("timeoutMs"), request.Text("pageToken"), request.Number("maxResults"), TableApi.ExactTimestamps(request),
        "bigquery#getQueryResultsResponse", request.CancellationToken);

    private async Task<FakeJob> StartAsync(string project, SqlText statement, JsonObject body)
    {
        var requestId = (string?)body["requestId"];
        if (requestId is null || !_requests.TryGetValue(requestId, out var job))
        {
            var configuration = new JsonObject { ["query"] = new JsonObject { ["query"] = (string?)body["query"], ["useLegacySql"] = false } };
            if (body["labels"] is { } labels)
                configuration["labels"] = labels.DeepClone();

            var reference = body["location"] is { } location ? new JsonObject { ["location"] = (string?)location } : null;
            job = await StartAsync(project, statement, body, reference, configuration);
            if (requestId is not null)
                _requests[requestId] = job;
        }

        return job;
    }

    private async Task<FakeJob> StartAsync(string project, SqlText statement, JsonObject options, JsonNode? reference, JsonObject configuration)
    {
        var estimate = await engine.AnalyzeAsync(statement);
        if (Number(options["maximumBytesBilled"]) is { } most && estimate.Billed > most)
            throw new BigQueryError(400, "bytesBilledLimitExceeded", $"Query exceeded limit for bytes billed: {most}. {estimate.Billed} or higher required.");

        var job = board.AddJob(project, reference, configuration, LocationOf(statement), board.Time.GetUtcNow() + faults.JobDuration);
        job.Error = faults.OnJob();
        if (job.Error is not null)
            return job;

        try
        {
            job.Result = await engine.RunAsync(statement);
            job.Billed = job.Result.Billed;
        }
        catch (BigQueryError e)
        {
            job.Error = e;
        }

        return job;
    }

    private async Task<JsonObject> DryRunAsync(string project, SqlText statement, JsonObject configuration)
    {
        var estimate = await engine.AnalyzeAsync(statement);
        return new JsonObject
        {
            ["kind"] = "bigquery#job",
            // Without an id: there is no such job.
            ["jobReference"] = new JsonObject { ["projectId"] = project, ["location"] = LocationOf(statement) },
            ["configuration"] = configuration.DeepClone(),
            ["status"] = new JsonObject { ["state"] = "DONE" },
            ["statistics"] = new JsonObject
            {
                ["totalBytesProcessed"] = Text(estimate.Bytes),
                ["query"] = new JsonObject { ["totalBytesProcessed"] = Text(estimate.Bytes), ["schema"] = FieldTypes.Write(estimate.Columns) },
            },
        };
    }

    private async Task<JsonObject> ResultAsync(
        FakeJob job, int? timeoutMs, string? pageToken, int? maxResults, bool exactTimestamps, string kind, CancellationToken cancellationToken)
    {
        await job.WaitAsync(timeoutMs is { } limit ? TimeSpan.FromMilliseconds(limit) : s_usualWait, cancellationToken);
        var isComplete = job.IsDone && !faults.HoldsResult();
        var answer = new JsonObject { ["kind"] = kind, ["jobReference"] = job.Reference.DeepClone(), ["jobComplete"] = isComplete };
        if (!isComplete)
            return answer;
        if (job.Error is { } error)
            throw new BigQueryError(error.Status == 200 ? 400 : error.Status, error.Reason, error.Message, error.Location);

        var result = job.Result ?? new SqlRows([], [], 0, 0, Changed: null);
        answer["schema"] = FieldTypes.Write(result.Columns);
        answer["totalRows"] = Text(result.Rows.Count + faults.MissingRows);
        answer["totalBytesProcessed"] = Text(result.Bytes);
        // Whoever asks for the result of a job hears what it was billed from the job.
        if (kind == OfQueries)
            answer["totalBytesBilled"] = Text(job.Billed);

        answer["cacheHit"] = false;
        if (result.Changed is { } changed)
        {
            answer["numDmlAffectedRows"] = Text(changed.All);
            answer["dmlStats"] = FakeJob.Describe(changed);
        }

        // An answer without rows has no list of them; one that was asked for none says only how many there are.
        if (result.Rows.Count > 0 && maxResults != 0)
            Pages.Add(answer, "rows", "pageToken", result.Rows, pageToken, maxResults ?? RowPageSize, r => OutputCell.Row(r, result.Columns, exactTimestamps));

        return answer;
    }

    private SqlText Statement(string project, JsonObject query, ApiRequest request)
    {
        // BigQuery's own default, and never meant by anybody today.
        if ((bool?)query["useLegacySql"] != false)
            throw BigQueryError.Query("Legacy SQL is not spoken here.");

        IReadOnlyList<QueryValue> parameters = [.. (query["queryParameters"] as JsonArray ?? []).Select(p => QueryValue.Read(p!))];
        var sql = (string?)query["query"] ?? throw BigQueryError.Required("query");
        if (string.Equals((string?)query["parameterMode"], "POSITIONAL", StringComparison.OrdinalIgnoreCase))
            (sql, parameters) = Positions.Name(sql, parameters);

        var dataset = query["defaultDataset"];
        return new SqlText(sql, parameters, (string?)dataset?["projectId"] ?? project, (string?)dataset?["datasetId"], faults.Asker(request.Headers.Authorization.FirstOrDefault()));
    }

    private string LocationOf(SqlText statement) => board.DatasetsOf(statement.Project).FirstOrDefault()?.Location ?? "US";

    private static bool IsExact(JsonNode? options) =>
        (bool?)options?["useInt64Timestamp"] == true || (string?)options?["timestampOutputFormat"] == "INT64";

    private static long? Number(JsonNode? text) => text is null ? null : long.Parse((string)text!, CultureInfo.InvariantCulture);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
