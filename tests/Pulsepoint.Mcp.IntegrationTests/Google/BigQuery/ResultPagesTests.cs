using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Google.BigQuery;

namespace Pulsepoint.Mcp.IntegrationTests.Google.BigQuery;

internal sealed class ResultPagesTests
{
    [Test]
    public async Task A_page_that_is_not_complete_is_not_taken_for_no_rows()
    {
        await using var scene = await BigQueryScene.StartAsync();
        scene.Server.Faults.HoldResults(2);

        (await RowsAsync(scene)).Should().Be(3);
    }

    [Test]
    public async Task Rows_that_are_missing_are_an_error()
    {
        await using var scene = await BigQueryScene.StartAsync();
        scene.Server.Faults.MissingRows = 2;

        var reading = () => RowsAsync(scene);

        (await reading.Should().ThrowAsync<BigQueryException>()).Which.Should().Match<BigQueryException>(e => e.Problem == BigQueryProblem.Strange && e.Said == "3 of 5 rows");
    }

    private static async Task<int> RowsAsync(BigQueryScene scene)
    {
        var statement = new Statement { Project = BigQueryScene.Project, Location = "EU", Sql = "select amount from `acme.t_aurora.orders`" };
        var rows = 0;
        await foreach (var page in scene.Pages.ReadAsync(BigQueryScene.AurorasKey, statement, CancellationToken.None))
            rows += page.Count;

        return rows;
    }
}
