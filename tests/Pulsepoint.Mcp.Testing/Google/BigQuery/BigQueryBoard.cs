using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Pulsepoint.Mcp.Testing.Google.GoogleSql;

namespace Pulsepoint.Mcp.Testing.Google.BigQuery;

/// <summary>All datasets, tables and jobs. One request at a time changes them.</summary>
internal sealed class BigQueryBoard(TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _alone = new(1, 1);
    private readonly SortedDictionary<string, FakeDataset> _datasets = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, FakeJob> _jobs = new(StringComparer.Ordinal);
    private int _version;
    private int _lastJob;
    private int _lastTable;

    public TimeProvider Time => time;

    /// <summary>Another one after every change of tables or rows.</summary>
    public int Version => Volatile.Read(ref _version);

    public IEnumerable<FakeJob> Jobs => _jobs.Values;

    /// <summary>Does one thing after another: rows must not change under a query.</summary>
    public async Task<T> AloneAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        await _alone.WaitAsync(cancellationToken);
        try
        {
            return await work();
        }
        finally
        {
            _alone.Release();
        }
    }

    public void Dispose() => _alone.Dispose();

    public IEnumerable<FakeDataset> DatasetsOf(string project) =>
        _datasets.Where(d => d.Key.StartsWith(project + ".", StringComparison.Ordinal)).Select(d => d.Value);

    public void Changed() => Interlocked.Increment(ref _version);

    public FakeDataset Dataset(string project, string id) =>
        _datasets.GetValueOrDefault($"{project}.{id}") ?? throw BigQueryError.NotFound($"Dataset {project}:{id}");

    public FakeDataset AddDataset(string project, JsonObject resource)
    {
        var id = (string?)resource["datasetReference"]?["datasetId"] ?? throw BigQueryError.Required("datasetReference.datasetId");
        resource["datasetReference"]!["projectId"] = project;
        var dataset = new FakeDataset($"{project}:{id}", resource);
        return _datasets.TryAdd($"{project}.{id}", dataset) ? dataset : throw BigQueryError.Duplicate($"Dataset {project}:{id}");
    }

    public void RemoveDataset(string project, string id, bool withContents)
    {
        if (Dataset(project, id).Tables.Count > 0 && !withContents)
            throw new BigQueryError(400, "resourceInUse", $"Dataset {project}:{id} is still in use");

        _datasets.Remove($"{project}.{id}");
        Changed();
    }

    public FakeTable Table(string project, string dataset, string id) =>
        Dataset(project, dataset).Tables.GetValueOrDefault(id) ?? throw BigQueryError.NotFound($"Table {project}:{dataset}.{id}");

    public FakeTable AddTable(string project, string dataset, JsonObject resource)
    {
        var id = (string?)resource["tableReference"]?["tableId"] ?? throw BigQueryError.Required("tableReference.tableId");
        resource["tableReference"]!["projectId"] = project;
        resource["tableReference"]!["datasetId"] = dataset;
        // Two tables that have the same name after each other differ in it.
        resource["creationTime"] = time.GetUtcNow().AddMilliseconds(Interlocked.Increment(ref _lastTable)).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var table = new FakeTable($"{project}.{dataset}.{id}", resource);
        if (!Dataset(project, dataset).Tables.TryAdd(id, table))
            throw BigQueryError.Duplicate($"Table {project}:{dataset}.{id}");

        Changed();
        return table;
    }

    /// <summary>A table with its rows, as another program would have loaded them.</summary>
    public void Fill(string project, string dataset, string id, FilledTable filled)
    {
        var resource = new JsonObject { ["tableReference"] = new JsonObject { ["tableId"] = id }, ["schema"] = FieldTypes.Write(filled.Table.Column) };
        AddTable(project, dataset, resource).Rows.AddRange(filled.Rows.Row);
        Changed();
    }

    public void RemoveTable(string project, string dataset, string id)
    {
        Table(project, dataset, id);
        Dataset(project, dataset).Tables.Remove(id);
        Changed();
    }

    /// <summary>The table that a statement names.</summary>
    public FakeTable Table(string name, SqlText statement) => name.Split('.') switch
    {
        [var table] when statement.Dataset is { } dataset => Table(statement.Project, dataset, table, statement.Asker),
        [var table] => throw BigQueryError.Query($"Table \"{table}\" must be qualified with a dataset (e.g. dataset.table)."),
        [var dataset, var table] => Table(statement.Project, dataset, table, statement.Asker),
        [var project, var dataset, var table] => Table(project, dataset, table, statement.Asker),
        _ => throw BigQueryError.Query($"Invalid table name {name}."),
    };

    private FakeTable Table(string project, string dataset, string id, string? asker) => asker is null || Dataset(project, dataset).Lets(asker)
        ? Table(project, dataset, id)
        : throw new BigQueryError(403, "accessDenied", $"Access Denied: Table {project}:{dataset}.{id}: User does not have permission to query table.");

    public FakeJob AddJob(string project, JsonNode? reference, JsonObject configuration, string location, DateTimeOffset doneAt)
    {
        var id = (string?)reference?["jobId"] ?? FormattableString.Invariant($"job_{Interlocked.Increment(ref _lastJob)}");
        var full = new JsonObject { ["projectId"] = project, ["jobId"] = id, ["location"] = (string?)reference?["location"] ?? location };
        var job = new FakeJob(full, configuration, doneAt, time);
        return _jobs.TryAdd($"{project}.{id}", job) ? job : throw BigQueryError.Duplicate($"Job {project}:{id}");
    }

    /// <param name="project">Whose job.</param>
    /// <param name="id">Its name.</param>
    /// <param name="location">Where it ran; may be left out in the two multi-regions.</param>
    /// <exception cref="BigQueryError">There is none there.</exception>
    public FakeJob Job(string project, string id, string? location) =>
        _jobs.GetValueOrDefault($"{project}.{id}") is { } job && IsIn(job, location) ? job : throw BigQueryError.NotFound($"Job {project}:{id}");

    private static bool IsIn(FakeJob job, string? location)
    {
        var own = (string?)job.Reference["location"];
        return location is null ? own is "US" or "EU" : location.Equals(own, StringComparison.OrdinalIgnoreCase);
    }
}
