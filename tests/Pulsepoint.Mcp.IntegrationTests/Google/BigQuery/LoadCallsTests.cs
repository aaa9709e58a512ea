using System.Globalization;
using System.Text;
using DuckDB.NET.Data;
using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Google.BigQuery;
using Pulsepoint.Mcp.Google.BigQuery.Wire;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.IntegrationTests.Google.BigQuery;

internal sealed class LoadCallsTests
{
    private static readonly Dictionary<string, string> s_labels = new() { ["tenant"] = "aurora" };

    [Test]
    public async Task Lines_of_json_are_loaded_with_one_request()
    {
        await using var scene = await BigQueryScene.StartAsync();

        var job = await LoadAsync(scene, "NEWLINE_DELIMITED_JSON", Lines(2));

        job.Statistics!.Load!.OutputRows.Should().Be(2);
        scene.Server.Rows(BigQueryScene.Project, BigQueryScene.Dataset, "orders").Should().Be(5);
        scene.Server.Requests[0].Path.Should().Be("/upload/bigquery/v2/projects/acme/jobs?uploadType=multipart");
    }

    [Test]
    public async Task A_large_file_is_loaded_piece_by_piece()
    {
        await using var scene = await BigQueryScene.StartAsync();

        var job = await LoadAsync(scene, "NEWLINE_DELIMITED_JSON", Lines(300_000));

        job.Statistics!.Load!.OutputRows.Should().Be(300_000);
        scene.Server.Requests[0].Path.Should().Be("/upload/bigquery/v2/projects/acme/jobs?uploadType=resumable");
        scene.Server.Requests.Count(r => r.Method == "PUT" && r.Body.Length > 0).Should().BeGreaterThan(1);
    }

    [Test]
    public async Task A_broken_piece_is_sent_again()
    {
        await using var scene = await BigQueryScene.StartAsync(tokens: new OneToken("good"));
        scene.Server.Faults.Token = "good";
        using var file = new BreakingStream(Lines(300_000), () => scene.Server.Faults.FailRequests(1, 503, null));

        var job = await LoadAsync(scene, "NEWLINE_DELIMITED_JSON", file);

        job.Statistics!.Load!.OutputRows.Should().Be(300_000);
        scene.Server.Jobs.Should().Be(1);
    }

    [Test]
    public async Task Parquet_is_loaded()
    {
        await using var scene = await BigQueryScene.StartAsync();

        var job = await LoadParquetAsync(scene, "select date '2026-02-01' as event_date, 'peakform' as brand_id, 1.25::decimal(18, 2) as amount");

        job.Statistics!.Load!.OutputRows.Should().Be(1);

        (await scene.Warehouse.RunAsync(BigQueryScene.Aurora, Contexts.Answer(), BigQueryScene.Orders with { Parameters = [new("p0", 1.25m)], Sql = "select event_date, brand_id, cast(amount as bignumeric) from `acme.t_aurora.orders` where amount = @p0" }, CancellationToken.None))
            .Should().ContainSingle().Which.Measures.Should().Equal(1.25m);
    }

    [TestCase("select date '2026-02-01' as event_date, 'peakform' as brand_id, '1.25' as amount")]
    [TestCase("select timestamp '2026-02-01 00:00:00' as event_date, 'peakform' as brand_id, 1.25::decimal(18, 2) as amount")]
    [TestCase("select 'peakform' as brand_id, 1.25::decimal(18, 2) as amount, 1 as surplus")]
    public async Task Parquet_of_another_shape_is_refused_whole(string rows)
    {
        await using var scene = await BigQueryScene.StartAsync();

        var loading = () => LoadParquetAsync(scene, rows);

        (await loading.Should().ThrowAsync<BigQueryException>()).Which.Said.Should().Be("invalid");
        scene.Server.Rows(BigQueryScene.Project, BigQueryScene.Dataset, "orders").Should().Be(3);
    }

    [Test]
    public async Task A_load_whose_answer_was_lost_is_loaded_once()
    {
        await using var scene = await BigQueryScene.StartAsync();
        scene.Server.Faults.LoseAnswers(1);

        await LoadAsync(scene, "NEWLINE_DELIMITED_JSON", Lines(2));

        scene.Server.Rows(BigQueryScene.Project, BigQueryScene.Dataset, "orders").Should().Be(5);
    }

    [Test]
    public async Task A_file_that_does_not_fit_is_said()
    {
        await using var scene = await BigQueryScene.StartAsync();

        var loading = () => LoadAsync(scene, "NEWLINE_DELIMITED_JSON", new MemoryStream(Encoding.UTF8.GetBytes("""{"amount":"much"}""")));

        (await loading.Should().ThrowAsync<BigQueryException>()).Which.Problem.Should().Be(BigQueryProblem.Wrong);
        scene.Server.Rows(BigQueryScene.Project, BigQueryScene.Dataset, "orders").Should().Be(3);
    }

    private static Task<Job> LoadAsync(BigQueryScene scene, string format, Stream file)
    {
        var load = new LoadConfiguration
        {
            DestinationTable = new TableReference(BigQueryScene.Project, BigQueryScene.Dataset, "orders"),
            SourceFormat = format,
            WriteDisposition = "WRITE_APPEND",
            CreateDisposition = "CREATE_NEVER",
        };
        return scene.Loads.LoadAsync(BigQueryScene.AurorasKey, scene.Jobs.NewReference(BigQueryScene.Project, "EU"), load, s_labels, file, CancellationToken.None);
    }

    private static async Task<Job> LoadParquetAsync(BigQueryScene scene, string rows)
    {
        var folder = TemporaryFolder.Create();
        try
        {
            var path = Path.Combine(folder, "orders.parquet");
            await WriteParquetAsync(path, rows);
            await using var file = File.OpenRead(path);
            return await LoadAsync(scene, "PARQUET", file);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task WriteParquetAsync(string path, string rows)
    {
        await using var connection = new DuckDBConnection("DataSource=:memory:");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"copy ({rows}) to '{path}' (format parquet)";
        await command.ExecuteNonQueryAsync();
    }

    private static MemoryStream Lines(int count)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
            text.Append(CultureInfo.InvariantCulture, $$"""{"event_date":"2026-02-01","brand_id":"brand-{{i}}","amount":"{{i}}.5"}""").Append('\n');

        return new MemoryStream(Encoding.UTF8.GetBytes(text.ToString()));
    }
}
