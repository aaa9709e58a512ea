using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Google.BigQuery;
using Pulsepoint.Mcp.Google.BigQuery.Wire;

namespace Pulsepoint.Mcp.IntegrationTests.Google.BigQuery;

internal sealed class TableCallsTests
{
    private const long Day = 24L * 60 * 60 * 1000;

    private static readonly DatasetReference s_dataset = new(BigQueryScene.Project, "t_new");

    [Test]
    public async Task A_dataset_is_made_changed_found_and_listed()
    {
        await using var scene = await BigQueryScene.StartAsync();

        await scene.Datasets.InsertAsync(BigQueryScene.AurorasKey, new Dataset { DatasetReference = s_dataset, Location = "EU", Labels = new Dictionary<string, string> { ["tenant"] = "aurora" } }, CancellationToken.None);
        await scene.Datasets.PatchAsync(BigQueryScene.AurorasKey, new Dataset { DatasetReference = s_dataset, Description = "Facts", DefaultTableExpirationMs = Day }, CancellationToken.None);
        var found = await scene.Datasets.GetAsync(BigQueryScene.AurorasKey, s_dataset, CancellationToken.None);
        var listed = await scene.Datasets.ListAsync(BigQueryScene.AurorasKey, BigQueryScene.Project, CancellationToken.None);

        found.Should().Match<Dataset>(d => d.Location == "EU" && d.Description == "Facts" && d.DefaultTableExpirationMs == Day);
        found.Labels.Should().Contain("tenant", "aurora");
        listed.Select(d => d.DatasetReference.DatasetId).Should().Equal(BigQueryScene.Dataset, "t_new");
    }

    [Test]
    public async Task A_table_is_made_changed_found_and_listed()
    {
        await using var scene = await BigQueryScene.StartAsync();
        var reference = new TableReference(BigQueryScene.Project, BigQueryScene.Dataset, "events");
        TableField[] fields = [new("event_date", "DATE") { Mode = "REQUIRED" }, new("tags", "STRING") { Mode = "REPEATED" }];

        await scene.Tables.InsertAsync(
            BigQueryScene.AurorasKey,
            new Table
            {
                TableReference = reference,
                Schema = new TableSchema(fields),
                TimePartitioning = new TimePartitioning("DAY") { Field = "event_date", ExpirationMs = Day },
                Clustering = new Clustering(["event_date"]),
                RequirePartitionFilter = true,
            },
            CancellationToken.None);
        await scene.Tables.PatchAsync(BigQueryScene.AurorasKey, new Table { TableReference = reference, Schema = new TableSchema([.. fields, new("note", "STRING")]) }, CancellationToken.None);
        var found = await scene.Tables.GetAsync(BigQueryScene.AurorasKey, reference, CancellationToken.None);
        var listed = await scene.Tables.ListAsync(BigQueryScene.AurorasKey, new DatasetReference(BigQueryScene.Project, BigQueryScene.Dataset), CancellationToken.None);

        found.Should().Match<Table>(t => t.NumRows == 0 && t.RequirePartitionFilter == true && t.TimePartitioning!.ExpirationMs == Day);
        found.Schema!.Fields.Select(f => f.Name).Should().Equal("event_date", "tags", "note");
        listed.Select(t => t.TableReference.TableId).Should().Equal("events", "orders");
    }

    [Test]
    public async Task What_exists_is_told_apart_from_what_fails()
    {
        await using var scene = await BigQueryScene.StartAsync();

        var making = () => scene.Datasets.InsertAsync(BigQueryScene.AurorasKey, new Dataset { DatasetReference = new DatasetReference(BigQueryScene.Project, BigQueryScene.Dataset) }, CancellationToken.None);
        var finding = () => scene.Datasets.GetAsync(BigQueryScene.AurorasKey, s_dataset, CancellationToken.None);

        (await making.Should().ThrowAsync<BigQueryException>()).Which.Problem.Should().Be(BigQueryProblem.Exists);
        (await finding.Should().ThrowAsync<BigQueryException>()).Which.Problem.Should().Be(BigQueryProblem.NotFound);
    }
}
