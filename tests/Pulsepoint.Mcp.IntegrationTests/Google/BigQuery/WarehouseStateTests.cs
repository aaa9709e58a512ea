using FluentAssertions;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.IntegrationTests.Google.BigQuery;

/// <summary>What is loaded, as the dataset itself says.</summary>
internal sealed class WarehouseStateTests
{
    private const string Schema = """
        {"fields":[{"name":"brand_id","type":"STRING"},{"name":"source","type":"STRING"},{"name":"generation","type":"STRING"},
        {"name":"first_day","type":"DATE"},{"name":"data_through","type":"DATE"},{"name":"gaps","type":"DATE","mode":"REPEATED"}]}
        """;

    [Test]
    public async Task The_loads_are_read_with_their_gaps()
    {
        await using var scene = await BigQueryScene.StartAsync();
        AddLoads(scene, "g2");

        var state = await scene.Warehouse.DescribeAsync(BigQueryScene.Aurora, CancellationToken.None);

        state.Should().BeEquivalentTo(new WarehouseState("g2",
        [
            new SourceLoad(BrandId.Parse("luma-skin"), "meta", new LocalDate(2025, 1, 1), new LocalDate(2026, 1, 3), []),
            new SourceLoad(BrandId.Parse("luma-skin"), "shopify", new LocalDate(2024, 1, 1), new LocalDate(2026, 1, 2), [new(2025, 5, 1), new(2025, 5, 2)]),
        ])
        {
            Dataset = DatasetName.Parse("acme.t_aurora"),
        });
    }

    [Test]
    public async Task Rows_are_read_again_only_when_they_have_changed()
    {
        await using var scene = await BigQueryScene.StartAsync();
        AddLoads(scene, "g2");

        await scene.Warehouse.DescribeAsync(BigQueryScene.Aurora, CancellationToken.None);
        await scene.Warehouse.DescribeAsync(BigQueryScene.Aurora, CancellationToken.None);

        scene.Server.Requests.Count(r => r.Path.Contains("/data?", StringComparison.Ordinal)).Should().Be(1);
        scene.Server.Jobs.Should().Be(0, "looking costs nothing");
    }

    [Test]
    public async Task A_dataset_that_is_gone_is_a_refusal_so_that_no_older_store_answers_in_its_place()
    {
        await using var scene = await BigQueryScene.StartAsync();

        var describing = () => scene.Warehouse.DescribeAsync(BigQueryScene.Aurora, CancellationToken.None);

        (await describing.Should().ThrowAsync<RefusalException>()).Which.Message.Should().Contain("does not exist");
    }

    [Test]
    public async Task A_dataset_into_which_nothing_is_loaded_is_a_refusal_too()
    {
        await using var scene = await BigQueryScene.StartAsync();
        scene.Server.AddTable(BigQueryScene.Project, BigQueryScene.Dataset, "loads", Schema);

        var describing = () => scene.Warehouse.DescribeAsync(BigQueryScene.Aurora, CancellationToken.None);

        (await describing.Should().ThrowAsync<RefusalException>()).Which.NextStep.Should().Contain("tenant move");
    }

    [Test]
    public async Task A_dataset_that_may_not_be_read_is_a_refusal()
    {
        await using var scene = await BigQueryScene.StartAsync();
        scene.Server.Faults.FailRequests(1, 403, "accessDenied");

        var describing = () => scene.Warehouse.DescribeAsync(BigQueryScene.Aurora, CancellationToken.None);

        (await describing.Should().ThrowAsync<RefusalException>()).Which.Code.Should().Be(RefusalCode.SourceUnavailable);
    }

    private static void AddLoads(BigQueryScene scene, string generation) => scene.Server.AddTable(
        BigQueryScene.Project, BigQueryScene.Dataset, "loads", Schema,
        $$"""{"generation":"{{generation}}","brand_id":"luma-skin","source":"shopify","first_day":"2024-01-01","data_through":"2026-01-02","gaps":["2025-05-02","2025-05-01"]}""",
        $$"""{"generation":"{{generation}}","brand_id":"luma-skin","source":"meta","first_day":"2025-01-01","data_through":"2026-01-03","gaps":[]}""");
}
