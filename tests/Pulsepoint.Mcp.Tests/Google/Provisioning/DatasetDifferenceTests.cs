using System.Text.Json;
using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Provisioning;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Tokens;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Google.BigQuery.Wire;
using Pulsepoint.Mcp.Google.Provisioning;

namespace Pulsepoint.Mcp.Tests.Google.Provisioning;

internal sealed class DatasetDifferenceTests
{
    private static readonly DatasetOrder s_order = new(
        TenantId.Parse("aurora"), WarehousePlace.Parse("bigquery:acme.pulsepoint_aurora@EU"), ServiceIdentity.Parse("pulsepoint-aurora@acme.iam.gserviceaccount.com"));

    private static readonly Dataset s_made = DatasetDifference.Of(s_order, s_order.Place, existing: null).Patch!;

    [Test]
    public void A_dataset_that_is_missing_is_made_where_it_shall_lie()
    {
        s_made.Should().Match<Dataset>(d => d.Location == "EU" && d.Access == null);
        s_made.Labels.Should().Equal(new Dictionary<string, string> { ["managed-by"] = "pulsepoint-mcp", ["tenant"] = "aurora" });
    }

    [Test]
    public void One_that_somebody_made_is_taken_and_labelled()
    {
        var difference = DatasetDifference.Of(s_order, s_order.Place, s_made with { Labels = new Dictionary<string, string> { ["team"] = "data" }, Location = "eu" });

        difference.Details.Should().Equal("label managed-by=pulsepoint-mcp", "label tenant=aurora");
        DatasetDifference.Of(s_order, s_order.Place, s_made).Change.Should().Be(ProvisioningChange.None);
    }

    [Test]
    public void One_that_lies_elsewhere_is_anothers_or_forgets_is_a_conflict()
    {
        DatasetDifference.Of(s_order, s_order.Place, s_made with { Location = "US" }).Conflicts.Single().Should().Contain("lies in US, not in EU");
        DatasetDifference.Of(s_order, s_order.Place, s_made with { Labels = new Dictionary<string, string> { ["tenant"] = "borealis" } }).Conflicts.Single().Should().Contain("another organisation's").And.NotContain("borealis");
        DatasetDifference.Of(s_order, s_order.Place, s_made with { DefaultTableExpirationMs = 60L * 86_400_000 }).Conflicts.Single().Should().Contain("after 60 days");
        DatasetDifference.Of(s_order, s_order.Place, s_made with { DefaultPartitionExpirationMs = 86_400_000 }).Conflicts.Single().Should().Contain("after 1 days");
    }

    [Test]
    public void Access_is_added_to_all_that_there_is()
    {
        DatasetAccess[] there =
        [
            new() { Role = "OWNER", SpecialGroup = "projectOwners" },
            new() { Others = new Dictionary<string, JsonElement> { ["view"] = JsonElement.Parse("""{"tableId":"v"}""") } },
        ];

        var access = AccessDifference.Of(s_order.Reader, there)!;

        access.Should().StartWith(there).And.HaveCount(3);
        access[^1].Should().Be(new DatasetAccess { Role = "READER", UserByEmail = "pulsepoint-aurora@acme.iam.gserviceaccount.com" });
        AccessDifference.Of(s_order.Reader, access).Should().BeNull();
    }

    [Test]
    public void Whoever_sees_the_whole_project_reads_none_of_its_datasets_for_that()
    {
        DatasetAccess owner = new() { Role = "OWNER", SpecialGroup = "projectOwners" };

        AccessDifference.Of(reader: null, [new() { Role = "READER", SpecialGroup = "projectReaders" }, owner, new() { Role = "WRITER", SpecialGroup = "projectWriters" }]).Should().Equal(owner);
        AccessDifference.Of(reader: null, [owner]).Should().BeNull();
    }

    [Test]
    public void Events_lie_apart_from_what_the_tenants_identity_reads()
    {
        s_order.EventsPlace.ToString().Should().Be("bigquery:acme.pulsepoint_aurora__events@EU");
        WantedTables.Of(s_order).Where(t => t.TableReference.DatasetId == "pulsepoint_aurora__events").Select(t => t.TableReference.TableId).Should().Equal("usage_events", "usage_events_once");
    }

    [Test]
    public void Access_under_a_condition_or_of_another_is_none()
    {
        DatasetAccess conditional = new()
        {
            Role = "READER",
            UserByEmail = s_order.Reader.Email,
            Others = new Dictionary<string, JsonElement> { ["condition"] = JsonElement.Parse("""{"expression":"false"}""") },
        };

        AccessDifference.Of(s_order.Reader, [conditional]).Should().HaveCount(2);
        AccessDifference.Of(s_order.Reader, [new() { Role = "READER", UserByEmail = "pulsepoint-borealis@acme.iam.gserviceaccount.com" }]).Should().HaveCount(2);
        AccessDifference.Of(s_order.Reader, [new() { Role = "roles/bigquery.dataViewer", UserByEmail = "Pulsepoint-Aurora@acme.iam.gserviceaccount.com" }]).Should().BeNull();
    }

    [Test]
    public void What_we_do_not_know_of_a_column_or_of_access_is_sent_back_as_it_came()
    {
        const string Column = """{"name":"qty","type":"INTEGER","policyTags":{"names":["p"]},"defaultValueExpression":"1"}""";
        const string Access = """{"role":"READER","userByEmail":"a@b.c","condition":{"expression":"true"}}""";

        var field = JsonSerializer.Deserialize("""{"tableReference":{"projectId":"a","datasetId":"b","tableId":"c"},"schema":{"fields":[""" + Column + "]}}", WireJson.Default.Table)!;
        var dataset = JsonSerializer.Deserialize("""{"datasetReference":{"projectId":"a","datasetId":"b"},"access":[""" + Access + "]}", WireJson.Default.Dataset)!;

        JsonSerializer.Serialize(field, WireJson.Default.Table).Should().Contain("policyTags").And.Contain("defaultValueExpression");
        JsonSerializer.Serialize(dataset, WireJson.Default.Dataset).Should().Contain("""condition":{"expression":"true"}""");
        field.Schema!.Fields.Single().Others.Should().HaveCount(2);
    }
}
