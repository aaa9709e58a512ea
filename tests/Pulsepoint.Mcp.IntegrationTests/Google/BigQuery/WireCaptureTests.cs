using System.Text;
using System.Text.RegularExpressions;
using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Google.Access;
using Pulsepoint.Mcp.Google.BigQuery;
using Pulsepoint.Mcp.Google.BigQuery.Wire;
using Pulsepoint.Mcp.Testing;
using Pulsepoint.Mcp.Testing.Approval;

namespace Pulsepoint.Mcp.IntegrationTests.Google.BigQuery;

/// <summary>Every call as it goes over the wire: what was reviewed is what is sent.</summary>
internal sealed partial class WireCaptureTests
{
    private static readonly TableReference s_orders = new(BigQueryScene.Project, BigQueryScene.Dataset, "orders");

    [Test]
    public Task A_question() => MatchAsync("bigquery-question.txt", scene => scene.Warehouse.RunAsync(BigQueryScene.Aurora, Contexts.Answer(), BigQueryScene.Orders, CancellationToken.None));

    [Test]
    public Task A_question_that_takes_longer_and_has_two_pages() => MatchAsync("bigquery-pages.txt", scene =>
    {
        scene.Server.Faults.JobDuration = TimeSpan.FromMilliseconds(1_500);
        return scene.Queries.RunAsync(
            BigQueryScene.AurorasKey,
            new Statement { Project = BigQueryScene.Project, Location = "EU", Sql = "select n from unnest(generate_array(1, 10001)) as n" },
            CancellationToken.None);
    });

    [Test]
    public Task An_estimate() => MatchAsync("bigquery-estimate.txt", scene => scene.Queries.EstimateAsync(
        BigQueryScene.AurorasKey,
        new Statement
        {
            Project = BigQueryScene.Project,
            Sql = "select 1 from unnest(@days)",
            Parameters = [Parameters.Of("days", new List<NodaTime.LocalDate> { new(2026, 1, 1) })],
        },
        CancellationToken.None));

    [Test]
    public Task A_job_and_its_end() => MatchAsync("bigquery-job.txt", async scene =>
    {
        var reference = scene.Jobs.NewReference(BigQueryScene.Project, "EU");
        var job = new JobConfiguration { Query = new QueryConfiguration { Query = "select 1 as n" }, Labels = new Dictionary<string, string> { ["tenant"] = "aurora" } };
        await scene.Jobs.InsertAsync(BigQueryScene.AurorasKey, reference, job, CancellationToken.None);
        await scene.Jobs.FinishAsync(BigQueryScene.AurorasKey, reference, CancellationToken.None);
        await scene.Queries.ResultAsync(BigQueryScene.AurorasKey, reference, CancellationToken.None);
        await scene.Jobs.CancelAsync(BigQueryScene.AurorasKey, reference, CancellationToken.None);
    });

    [Test]
    public Task A_dataset_and_a_table() => MatchAsync("bigquery-tables.txt", async scene =>
    {
        var dataset = new DatasetReference(BigQueryScene.Project, "t_new");
        var table = new TableReference(BigQueryScene.Project, "t_new", "events");
        await scene.Datasets.InsertAsync(BigQueryScene.AurorasKey, new Dataset { DatasetReference = dataset, Location = "EU" }, CancellationToken.None);
        await scene.Datasets.PatchAsync(BigQueryScene.AurorasKey, new Dataset { DatasetReference = dataset, DefaultTableExpirationMs = 86_400_000 }, CancellationToken.None);
        await scene.Datasets.GetAsync(BigQueryScene.AurorasKey, dataset, CancellationToken.None);
        await scene.Datasets.ListAsync(BigQueryScene.AurorasKey, BigQueryScene.Project, CancellationToken.None);
        await scene.Tables.InsertAsync(
            BigQueryScene.AurorasKey,
            new Table
            {
                TableReference = table,
                Schema = new TableSchema([new("event_date", "DATE"), new("tags", "STRING") { Mode = "REPEATED" }]),
                TimePartitioning = new TimePartitioning("DAY") { Field = "event_date", ExpirationMs = 86_400_000 },
                RequirePartitionFilter = true,
                Clustering = new Clustering(["tags"]),
            },
            CancellationToken.None);
        await scene.Tables.PatchAsync(BigQueryScene.AurorasKey, new Table { TableReference = table, Description = "Events" }, CancellationToken.None);
        await scene.Tables.GetAsync(BigQueryScene.AurorasKey, table, CancellationToken.None);
        await scene.Tables.ListAsync(BigQueryScene.AurorasKey, dataset, CancellationToken.None);
        await scene.Tables.RowsAsync(BigQueryScene.AurorasKey, s_orders, CancellationToken.None);
    });

    [Test]
    public Task What_an_operator_lets_in_and_takes_away() => MatchAsync("bigquery-operator.txt", async scene =>
    {
        var dataset = await scene.Datasets.GetAsync(Caller.Operator, new DatasetReference(BigQueryScene.Project, BigQueryScene.Dataset), CancellationToken.None);
        await scene.Datasets.PatchAccessAsync(
            Caller.Operator, dataset, [.. dataset.Access!, new DatasetAccess { Role = "READER", UserByEmail = "pulsepoint-aurora@acme.iam.gserviceaccount.com" }], CancellationToken.None);
        await scene.Tables.DeleteAsync(Caller.Operator, s_orders, CancellationToken.None);
    });

    [Test]
    public Task A_change_of_rows_in_one_transaction() => MatchAsync("bigquery-transaction.txt", async scene =>
    {
        var reference = scene.Jobs.NewReference(BigQueryScene.Project, "EU");
        var statement = new Statement
        {
            Project = BigQueryScene.Project,
            Location = "EU",
            Sql = """
                begin transaction;
                merge into `acme.t_aurora.orders` as t using `acme.t_aurora.orders` as s on false
                when not matched by source and t.event_date >= @from then delete
                when not matched by target then insert (event_date, brand_id, amount) values (event_date, brand_id, amount);
                commit transaction;
                """,
            Parameters = [Parameters.Of("from", new NodaTime.LocalDate(2026, 1, 2))],
            MostBytesBilled = 1L << 30,
            TimeLimit = NodaTime.Duration.FromMinutes(5),
            Labels = new Dictionary<string, string> { ["tenant"] = "aurora" },
        };
        await scene.Jobs.InsertAsync(Caller.Operator, reference, statement.ToJob(), CancellationToken.None);
        await scene.Jobs.FinishAsync(Caller.Operator, reference, CancellationToken.None);
    });

    [Test]
    public Task A_result_that_is_read_page_by_page() => MatchAsync("bigquery-result-pages.txt", async scene =>
    {
        var statement = new Statement { Project = BigQueryScene.Project, Location = "EU", Sql = "select n from unnest(generate_array(1, 200)) as n cross join unnest(generate_array(1, 101)) as m" };
        await foreach (var page in scene.Pages.ReadAsync(Caller.Operator, statement, CancellationToken.None))
            page.Should().NotBeEmpty();
    });

    [Test]
    public Task A_load_of_a_small_file() => MatchAsync("bigquery-load.txt", scene => LoadAsync(scene, new MemoryStream(Encoding.UTF8.GetBytes("""{"brand_id":"peakform"}"""))));

    [Test]
    public Task A_load_of_a_large_file() => MatchAsync("bigquery-upload.txt", scene =>
    {
        var line = Encoding.UTF8.GetBytes($$"""{"brand_id":"{{new string('x', 1_000)}}"}""" + "\n");
        var file = new MemoryStream();
        while (file.Length <= 11 * 1024 * 1024)
            file.Write(line);

        file.Position = 0;
        return LoadAsync(scene, file);
    });

    private static async Task MatchAsync(string name, Func<BigQueryScene, Task> call)
    {
        await using var scene = await BigQueryScene.StartAsync();

        await call(scene);

        var seen = string.Join('\n', scene.Server.Requests.Select(r => $"{r.Method} {r.Path}{(r.IfMatch is null ? "" : $"\nIf-Match: {r.IfMatch}")}{Content(r.ContentType, r.Body)}"));
        Approved.Match(name, Changing().Replace(seen, "<id>").Replace(scene.Server.Host, "<host>", StringComparison.Ordinal));
    }

    private static Task<Job> LoadAsync(BigQueryScene scene, Stream file)
    {
        var load = new LoadConfiguration { DestinationTable = s_orders, SourceFormat = "NEWLINE_DELIMITED_JSON", WriteDisposition = "WRITE_APPEND", CreateDisposition = "CREATE_NEVER" };
        return scene.Loads.LoadAsync(
            BigQueryScene.AurorasKey, scene.Jobs.NewReference(BigQueryScene.Project, "EU"), load, new Dictionary<string, string> { ["tenant"] = "aurora" }, file, CancellationToken.None);
    }

    private static string Content(string? type, ReadOnlyMemory<byte> body) =>
        body.Length == 0 ? "" : $"\n{type}\n{(body.Length > 10_000 ? FormattableString.Invariant($"({body.Length} bytes)") : Encoding.UTF8.GetString(body.Span))}\n";

    [GeneratedRegex("[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}")]
    private static partial Regex Changing();
}
