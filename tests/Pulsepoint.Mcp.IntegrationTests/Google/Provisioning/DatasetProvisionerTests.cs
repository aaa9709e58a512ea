using System.Text.Json.Nodes;
using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Provisioning;
using Pulsepoint.Mcp.Core.Refusals;

namespace Pulsepoint.Mcp.IntegrationTests.Google.Provisioning;

internal sealed class DatasetProvisionerTests
{
    private const string Orders = """{"fields":[{"name":"brand_id","type":"STRING"},{"name":"order_date","type":"DATE"},{"name":"gross","type":"STRING"}]}""";

    private static readonly DatasetOrder s_order = DatasetScene.Order("aurora");

    [Test]
    public async Task A_dataset_is_made_with_tables_views_and_access()
    {
        await using var scene = await DatasetScene.StartAsync();

        await scene.MakeAsync(s_order);

        var orders = scene.Server.Table(DatasetScene.Project, "pulsepoint_aurora", "orders");
        ((string?)orders["timePartitioning"]!["field"]).Should().Be("order_date");
        ((bool?)orders["requirePartitionFilter"]).Should().BeTrue();
        orders["clustering"]!["fields"]!.ToJsonString().Should().Be("""["brand_id","marketing_channel","country","sales_channel"]""");
        orders["labels"]!.ToJsonString().Should().Be("""{"managed-by":"pulsepoint-mcp","tenant":"aurora","kind":"facts"}""");
        ((string?)scene.Server.Table(DatasetScene.Project, "pulsepoint_aurora__events", "usage_events")["timePartitioning"]!["expirationMs"]).Should().Be("220924800000");
        ((string?)scene.Server.Table(DatasetScene.Project, "pulsepoint_aurora", "sales_events")["type"]).Should().Be("VIEW");
        scene.Access("aurora").Should().Equal("OWNER projectOwners", "READER pulsepoint-aurora@acme.iam.gserviceaccount.com");
        scene.Access("aurora__events").Should().Equal("OWNER projectOwners");
    }

    [Test]
    public async Task What_is_there_is_not_made_again()
    {
        await using var scene = await DatasetScene.StartAsync();
        await scene.MakeAsync(s_order);

        (await scene.ChangesAsync(s_order)).Should().BeEmpty();
    }

    [Test]
    public async Task A_plan_changes_nothing()
    {
        await using var scene = await DatasetScene.StartAsync();

        var steps = await scene.Provisioner.PlanAsync(s_order, CancellationToken.None);

        steps.Should().OnlyContain(s => s.Change == ProvisioningChange.Make);
        steps.Select(s => s.Thing).Should().BeInAscendingOrder("a view needs its tables, and who reads comes last");
        scene.Server.Requests.Should().OnlyContain(r => r.Method == "GET");
    }

    [Test]
    public async Task What_somebody_else_made_in_between_is_taken()
    {
        await using var scene = await DatasetScene.StartAsync();
        var plan = await scene.ChangesAsync(s_order);
        await scene.MakeAsync(s_order);

        foreach (var step in plan)
            await scene.Provisioner.ApplyAsync(s_order, step, CancellationToken.None);

        (await scene.ChangesAsync(s_order)).Should().BeEmpty();
        scene.Access("aurora").Should().HaveCount(2, "access is given once");
    }

    [Test]
    public async Task An_answer_that_was_lost_or_put_off_does_not_matter()
    {
        await using var scene = await DatasetScene.StartAsync();
        scene.Server.Faults.FailRequests(1, 503, null);
        var plan = await scene.ChangesAsync(s_order);
        scene.Server.Faults.LoseAnswers(3);

        foreach (var step in plan)
            await scene.Provisioner.ApplyAsync(s_order, step, CancellationToken.None);

        (await scene.ChangesAsync(s_order)).Should().BeEmpty();
    }

    [Test]
    public async Task A_table_that_somebody_made_gets_what_it_lacks_and_keeps_what_it_has()
    {
        await using var scene = await DatasetScene.StartAsync();
        scene.Server.AddDataset(DatasetScene.Project, "pulsepoint_aurora", "EU");
        scene.Server.AddTable(DatasetScene.Project, "pulsepoint_aurora", "dim_dates", """{"fields":[{"name":"mine","type":"STRING"},{"name":"date","type":"DATE"}]}""", """{"mine":"x","date":"2026-01-01"}""");

        var change = (await scene.ChangesAsync(s_order)).Single(s => s.Name == "dim_dates");
        await scene.MakeAsync(s_order);

        change.Should().Match<ProvisioningStep>(s => s.Change == ProvisioningChange.Change && s.Details.Contains("column event"));
        var fields = scene.Server.Table(DatasetScene.Project, "pulsepoint_aurora", "dim_dates")["schema"]!["fields"]!.AsArray();
        fields.Select(f => (string?)f!["name"]).Should().Equal("mine", "date", "iso_week_start", "month", "quarter", "event");
        scene.Server.Rows(DatasetScene.Project, "pulsepoint_aurora", "dim_dates").Should().Be(1);
    }

    [Test]
    public async Task A_column_of_another_type_is_named_and_nothing_is_made()
    {
        await using var scene = await DatasetScene.StartAsync();
        scene.Server.AddDataset(DatasetScene.Project, "pulsepoint_aurora", "EU");
        scene.Server.AddTable(DatasetScene.Project, "pulsepoint_aurora", "orders", Orders);

        var planning = () => scene.ChangesAsync(s_order);

        var refusal = (await planning.Should().ThrowAsync<RefusalException>()).Which;
        refusal.Message.Should().Contain("column gross of orders is STRING, not NUMERIC").And.Contain("orders is not cut by the days of order_date");
        scene.Server.Requests.Should().OnlyContain(r => r.Method == "GET");
    }

    [Test]
    public async Task Access_that_somebody_changes_at_the_same_time_is_kept()
    {
        await using var scene = await DatasetScene.StartAsync();
        await scene.MakeAsync(s_order);
        var other = s_order with { Reader = Core.Tokens.ServiceIdentity.Parse("pulsepoint-second@acme.iam.gserviceaccount.com") };

        // Both read, and the second writes what it has read before the first wrote.
        await Task.WhenAll(Enumerable.Range(0, 2).Select(i => scene.Provisioner.ApplyAsync(
            i == 0 ? other : s_order with { Reader = Core.Tokens.ServiceIdentity.Parse("pulsepoint-third@acme.iam.gserviceaccount.com") },
            new ProvisioningStep(ProvisionedThing.Access, "", ProvisioningChange.Make, []),
            CancellationToken.None)));

        scene.Access("aurora").Should().HaveCount(4).And.OnlyHaveUniqueItems();
    }

    [Test]
    public async Task Two_tenants_datasets_are_read_each_by_its_own_identity_alone()
    {
        await using var scene = await DatasetScene.StartAsync();

        await scene.MakeAsync(s_order);
        await scene.MakeAsync(DatasetScene.Order("borealis"));

        scene.Access("aurora").Should().NotContain(a => a.Contains("borealis", StringComparison.Ordinal));
        scene.Access("borealis").Should().NotContain(a => a.Contains("aurora", StringComparison.Ordinal));
    }

    [Test]
    public async Task A_dataset_with_another_tenants_label_is_refused_and_stays_as_it_is()
    {
        await using var scene = await DatasetScene.StartAsync();
        await scene.MakeAsync(s_order);
        var thief = DatasetScene.Order("borealis", "pulsepoint_aurora");

        foreach (var trying in new[] { () => scene.ChangesAsync(thief), () => Applied(scene, thief) })
            (await trying.Should().ThrowAsync<RefusalException>()).Which.Message.Should().Contain("another organisation's");

        scene.Access("aurora").Should().NotContain(a => a.Contains("borealis", StringComparison.Ordinal));
    }

    [TestCase(403, "accessDenied", "The platform's credential may not")]
    [TestCase(401, "authError", "Google does not accept the platform's credential")]
    [TestCase(403, "quotaExceeded", "used up a quota")]
    public async Task What_is_wrong_is_said_to_the_operator(int status, string reason, string said)
    {
        await using var scene = await DatasetScene.StartAsync();
        scene.Server.Faults.FailRequests(1, status, reason);

        var planning = () => scene.ChangesAsync(s_order);

        (await planning.Should().ThrowAsync<RefusalException>()).Which.Message.Should().Contain(said);
    }

    [Test]
    public async Task A_view_that_is_another_is_written_anew()
    {
        await using var scene = await DatasetScene.StartAsync();
        await scene.MakeAsync(s_order);
        var before = scene.Server.Table(DatasetScene.Project, "pulsepoint_aurora", "ad_events")["view"]!["query"]!.GetValue<string>();
        await scene.PatchAsync("ad_events", new JsonObject { ["view"] = new JsonObject { ["query"] = "select 1 as n", ["useLegacySql"] = false } });

        var changes = await scene.ChangesAsync(s_order);
        await scene.MakeAsync(s_order);

        changes.Should().ContainSingle().Which.Should().Match<ProvisioningStep>(s => s.Name == "ad_events" && s.Details.Single() == "its query");
        scene.Server.Table(DatasetScene.Project, "pulsepoint_aurora", "ad_events")["view"]!["query"]!.GetValue<string>().Should().Be(before);
    }

    private static async Task<IReadOnlyList<ProvisioningStep>> Applied(DatasetScene scene, DatasetOrder order)
    {
        await scene.Provisioner.ApplyAsync(order, new ProvisioningStep(ProvisionedThing.Access, "", ProvisioningChange.Make, []), CancellationToken.None);
        return [];
    }
}
