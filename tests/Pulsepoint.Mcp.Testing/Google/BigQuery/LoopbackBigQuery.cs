using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Pulsepoint.Mcp.Testing.Google.GoogleSql;

namespace Pulsepoint.Mcp.Testing.Google.BigQuery;

/// <summary>BigQuery on this machine: everything in memory, SQL by GoogleSQL's reference evaluator, no credentials unless a test wants them.</summary>
public sealed class LoopbackBigQuery : IAsyncDisposable
{
    private const int LargestRequest = 64 * 1024 * 1024;

    private readonly WebApplication _application;
    private readonly BigQueryBoard _board;
    private readonly ConcurrentQueue<SeenRequest> _requests;

    private LoopbackBigQuery(WebApplication application, BigQueryBoard board, BigQueryFaults faults, ConcurrentQueue<SeenRequest> requests)
    {
        _application = application;
        _board = board;
        Faults = faults;
        _requests = requests;
    }

    public BigQueryFaults Faults { get; }

    /// <summary>For <c>BIGQUERY_EMULATOR_HOST</c>.</summary>
    public string Host { get; private set; } = "";

    /// <summary>Every request, in order.</summary>
    public IReadOnlyList<SeenRequest> Requests => [.. _requests];

    /// <summary>How many jobs were cancelled before their end.</summary>
    public int CancelledJobs => _board.Jobs.Count(j => j.IsCancelled);

    /// <summary>How many jobs there were.</summary>
    public int Jobs => _board.Jobs.Count();

    /// <summary>What all jobs together were billed.</summary>
    public long BilledBytes => _board.Jobs.Sum(j => j.Billed);

    /// <summary>What these jobs together were billed.</summary>
    public long BilledTo(IReadOnlyCollection<string> jobs) => _board.Jobs.Where(j => jobs.Contains((string)j.Reference["jobId"]!)).Sum(j => j.Billed);

    /// <param name="oracle">Runs the statements.</param>
    /// <param name="time">When jobs are done; null for the real time.</param>
    public static async Task<LoopbackBigQuery> StartAsync(GoogleSqlServer oracle, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(oracle);

        var board = new BigQueryBoard(time ?? TimeProvider.System);
        var faults = new BigQueryFaults();
        var requests = new ConcurrentQueue<SeenRequest>();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = LargestRequest;
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
        });

        var application = builder.Build();
        var api = new BigQueryApi(board, new SqlEngine(board, oracle.Client), faults, requests.Enqueue);
        application.Run(api.AnswerAsync);
        await application.StartAsync();

        var address = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new LoopbackBigQuery(application, board, faults, requests) { Host = new Uri(address).Authority };
    }

    public void AddDataset(string project, string dataset, string location) => _board.AddDataset(project, new JsonObject
    {
        ["datasetReference"] = new JsonObject { ["datasetId"] = dataset },
        ["location"] = location,
    });

    /// <summary>Makes a table as another program would.</summary>
    /// <param name="project">Its project.</param>
    /// <param name="dataset">Its dataset.</param>
    /// <param name="table">Its name.</param>
    /// <param name="schema">Its schema in JSON.</param>
    /// <param name="rows">Its rows, each in JSON.</param>
    public void AddTable(string project, string dataset, string table, string schema, params IEnumerable<string> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);

        var made = _board.AddTable(project, dataset, new JsonObject { ["tableReference"] = new JsonObject { ["tableId"] = table }, ["schema"] = JsonNode.Parse(schema) });
        made.Rows.AddRange(rows.Select(r => InputCell.Row((JsonObject)JsonNode.Parse(r)!, made.Columns, ignoreUnknown: false)));
        _board.Changed();
    }

    /// <summary>Drops a table, if there is one.</summary>
    public void RemoveTable(string project, string dataset, string table)
    {
        if (_board.Dataset(project, dataset).Tables.ContainsKey(table))
            _board.RemoveTable(project, dataset, table);
    }

    /// <summary>The names of all tables and views.</summary>
    public IReadOnlyList<string> Tables(string project, string dataset) => [.. _board.Dataset(project, dataset).Tables.Keys];

    /// <summary>Takes a table's last row away, if it has one.</summary>
    public void DropRow(string project, string dataset, string table)
    {
        var rows = _board.Table(project, dataset, table).Rows;
        if (rows.Count == 0)
            return;

        rows.RemoveAt(rows.Count - 1);
        _board.Changed();
    }

    /// <summary>How many rows a table has.</summary>
    public int Rows(string project, string dataset, string table) => _board.Table(project, dataset, table).Rows.Count;

    /// <summary>What is known of a dataset, as it is told, in JSON.</summary>
    public JsonObject Dataset(string project, string dataset) => _board.Dataset(project, dataset).Describe();

    /// <summary>The same of a table or a view.</summary>
    public JsonObject Table(string project, string dataset, string table) => _board.Table(project, dataset, table).Describe();

    internal void Fill(string project, string dataset, string table, FilledTable filled) => _board.Fill(project, dataset, table, filled);

    /// <summary>Ends at once, in the middle of whatever is asked.</summary>
    public async Task KillAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _application.StopAsync(now.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        await _application.DisposeAsync();
        _board.Dispose();
    }
}
