using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Provisioning;
using Pulsepoint.Mcp.Google.BigQuery.Wire;
using Pulsepoint.Mcp.Google.Provisioning;

namespace Pulsepoint.Mcp.Tests.Google.Provisioning;

internal sealed class TableDifferenceTests
{
    private const long Day = 86_400_000;

    private static readonly Table s_wanted = new()
    {
        TableReference = new TableReference("acme", "pulsepoint_aurora", "orders"),
        Description = "Every order once.",
        Labels = new Dictionary<string, string> { ["tenant"] = "aurora" },
        Schema = new TableSchema([new("brand_id", "STRING"), new("order_date", "DATE"), new("qty", "INTEGER") { Description = "How many." }, new("days", "DATE") { Mode = "REPEATED" }]),
        TimePartitioning = new TimePartitioning("DAY") { Field = "order_date" },
        RequirePartitionFilter = true,
        Clustering = new Clustering(["brand_id"]),
    };

    [Test]
    public void A_table_that_is_missing_is_made_whole()
    {
        var difference = TableDifference.Of(s_wanted, existing: null);

        difference.Change.Should().Be(ProvisioningChange.Make);
        difference.Patch.Should().BeSameAs(s_wanted);
        difference.Details.Should().Equal("cut by order_date", "together by brand_id");
    }

    [Test]
    public void A_table_as_it_shall_be_is_left_alone() =>
        TableDifference.Of(s_wanted, s_wanted with { Type = "TABLE", Etag = "1", NumRows = 7 }).Change.Should().Be(ProvisioningChange.None);

    [Test]
    public void A_type_by_its_other_name_is_the_same() =>
        TableDifference.Of(s_wanted, With(new TableField("qty", "INT64") { Description = "How many." })).Change.Should().Be(ProvisioningChange.None);

    [Test]
    public void A_missing_column_is_added_behind_those_that_are_there_and_may_be_null()
    {
        var wanted = s_wanted with { Schema = new TableSchema([.. s_wanted.Schema!.Fields, new("note", "STRING") { Mode = "REQUIRED" }]) };
        var existing = s_wanted with { Schema = new TableSchema([.. s_wanted.Schema!.Fields.Reverse(), new("mine", "GEOGRAPHY")]) };

        var difference = TableDifference.Of(wanted, existing);

        difference.Details.Should().Equal("column note");
        difference.Patch!.Schema!.Fields.Select(f => f.Name).Should().Equal("days", "qty", "order_date", "brand_id", "mine", "note");
        difference.Patch.Schema.Fields[^1].Mode.Should().Be("NULLABLE");
        difference.Patch.Should().Match<Table>(t => t.Clustering == null && t.TimePartitioning == null && t.Description == null && t.Labels == null);
    }

    [TestCase("STRING", null, "column qty of orders is STRING, not INTEGER")]
    [TestCase("NUMERIC", null, "column qty of orders is NUMERIC, not INTEGER")]
    [TestCase("INTEGER", "REPEATED", "column qty of orders is many INTEGER, not INTEGER")]
    public void A_column_of_another_type_is_named_and_nothing_is_sent(string type, string? mode, string said)
    {
        var difference = TableDifference.Of(s_wanted, With(new TableField("qty", type) { Mode = mode }) with { Clustering = null });

        difference.Conflicts.Should().Equal(said);
        difference.Patch.Should().BeNull();
    }

    [Test]
    public void A_column_that_must_have_values_is_opened_where_it_may_be_null()
    {
        var wanted = s_wanted with { Schema = new TableSchema([new("qty", "INTEGER") { Mode = "NULLABLE" }]) };

        var difference = TableDifference.Of(wanted, s_wanted with { Schema = new TableSchema([new("qty", "INTEGER") { Mode = "REQUIRED" }]) });

        difference.Details.Should().Equal("column qty may be null");
        difference.Patch!.Schema!.Fields.Single().Mode.Should().Be("NULLABLE");
    }

    [Test]
    public void A_column_that_may_be_null_is_not_closed() => TableDifference.Of(
        s_wanted with { Schema = new TableSchema([new("qty", "INTEGER") { Mode = "REQUIRED" }]) },
        s_wanted with { Schema = new TableSchema([new("qty", "INTEGER") { Mode = "NULLABLE" }]) }).Change.Should().Be(ProvisioningChange.None);

    [Test]
    public void Texts_labels_filter_and_order_are_set()
    {
        var existing = s_wanted with { Description = null, Labels = new Dictionary<string, string> { ["cost"] = "7" }, RequirePartitionFilter = null, Clustering = new Clustering(["order_date"]) };

        var difference = TableDifference.Of(s_wanted, existing);

        difference.Details.Should().Equal("label tenant=aurora", "description", "refuses queries that name no days", "rows lie together by brand_id");
        difference.Patch.Should().Match<Table>(t => t.Schema == null && t.RequirePartitionFilter == true && t.Description == "Every order once.");
        difference.Patch!.Labels.Should().Equal(new Dictionary<string, string> { ["tenant"] = "aurora" });
    }

    [Test]
    public void A_table_that_is_cut_otherwise_is_a_conflict()
    {
        const string Said = "orders is not cut by the days of order_date, and cannot be any more";

        TableDifference.Of(s_wanted, s_wanted with { TimePartitioning = null }).Conflicts.Should().Equal(Said);
        TableDifference.Of(s_wanted, s_wanted with { TimePartitioning = new TimePartitioning("MONTH") { Field = "order_date" } }).Conflicts.Should().Equal(Said);
        TableDifference.Of(s_wanted, s_wanted with { TimePartitioning = new TimePartitioning("DAY") }).Conflicts.Should().Equal(Said);
    }

    [Test]
    public void Days_are_kept_longer_and_never_shorter()
    {
        Table Kept(int? days) => s_wanted with { TimePartitioning = s_wanted.TimePartitioning! with { ExpirationMs = days * Day } };

        TableDifference.Of(Kept(2557), Kept(30)).Patch!.TimePartitioning!.ExpirationMs.Should().Be(2557 * Day);
        TableDifference.Of(Kept(2557), Kept(4000)).Change.Should().Be(ProvisioningChange.None);
        TableDifference.Of(Kept(2557), Kept(null)).Change.Should().Be(ProvisioningChange.None);
        TableDifference.Of(Kept(null), Kept(30)).Conflicts.Should().Equal("orders deletes its days after 30, and they shall be kept");
    }

    [Test]
    public void A_view_is_changed_and_is_no_table()
    {
        var view = s_wanted with { Schema = null, TimePartitioning = null, RequirePartitionFilter = null, Clustering = null, View = new ViewDefinition("select 1") };

        TableDifference.Of(view, view with { View = new ViewDefinition("select 2") }).Patch!.View!.Query.Should().Be("select 1");
        TableDifference.Of(view, view).Change.Should().Be(ProvisioningChange.None);
        TableDifference.Of(view, s_wanted).Conflicts.Should().Equal("orders is a table, and a view is wanted");
        TableDifference.Of(s_wanted, view).Conflicts.Should().Equal("orders is a view, and a table is wanted");
    }

    private static Table With(TableField field) =>
        s_wanted with { Schema = new TableSchema([.. s_wanted.Schema!.Fields.Select(f => f.Name == field.Name ? field : f)]) };
}
