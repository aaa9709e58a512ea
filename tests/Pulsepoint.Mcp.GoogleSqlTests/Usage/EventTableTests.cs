using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Provisioning;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Google.Provisioning;
using Pulsepoint.Mcp.Testing.Google.BigQuery;
using Pulsepoint.Mcp.Testing.Google.GoogleSql;
using Pulsepoint.Mcp.Testing.Google.GoogleSql.Wire;

namespace Pulsepoint.Mcp.GoogleSqlTests.Usage;

/// <summary>What an administrator runs to keep events for years must be what BigQuery reads.</summary>
internal sealed class EventTableTests
{
    [Test]
    public void The_table_is_made_from_no_other() => SharedOracle.Oracle.TablesOf(Script("usage_events")).Should().BeEmpty();

    [Test]
    public void The_view_reads_the_table_alone() =>
        SharedOracle.Oracle.TablesOf(Script("usage_events_once")).Should().Equal("project.dataset.usage_events");

    [Test]
    public void The_view_is_the_one_that_is_provisioned()
    {
        var provisioned = DatasetViews.OfEvents(DatasetName.Parse("project.dataset")).Query;

        Script("usage_events_once").Should().EndWith(provisioned[provisioned.IndexOf("select", StringComparison.Ordinal)..] + ";\n");
    }

    [Test]
    public void What_was_delivered_twice_is_seen_once_and_a_days_filter_reaches_the_table()
    {
        var table = new Table { Name = "project.dataset.usage_events" };
        table.Column.AddRange(DatasetTables.All.Single(t => t.Name == "usage_events").Columns.Where(c => c.Name is "event_id" or "occurred_at" or "tenant")
            .Select(c => new Column { Name = c.Name, Type = new SqlType { TypeKind = c.Type is ColumnType.Moment ? TypeKind.TypeTimestamp : TypeKind.TypeString } }));
        var rows = new TableData();
        foreach (var id in new[] { "a", "b", "a" })
            rows.Row.Add(new TableRow { Cell = { WireValue.OfCell(id), WireValue.OfCell(new DateTime(2026, 11, 22, 0, 0, 0, DateTimeKind.Utc)), WireValue.OfCell("aurora") } });

        var view = DatasetViews.OfEvents(DatasetName.Parse("project.dataset")).Query;
        var sql = $"select event_id from (\n{view}\n) where occurred_at >= timestamp '2026-11-01 00:00:00+00' order by 1";

        new GoogleSqlOracle(SharedOracle.Server.Client, [new FilledTable(table, rows)]).Run(sql).Select(r => r.Cell[0].StringValue).Should().Equal("a", "b");
        var reading = () => PartitionFilter.Check(sql, new Dictionary<string, string> { ["project.dataset.usage_events"] = "occurred_at" });
        reading.Should().NotThrow();
    }

    [Test]
    public void A_statement_that_is_none_would_be_noticed()
    {
        var broken = () => SharedOracle.Oracle.TablesOf(Script("usage_events").Replace("partition by", "partitioned by", StringComparison.Ordinal));

        broken.Should().Throw<Grpc.Core.RpcException>();
    }

    private static string Script(string name)
    {
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Pulsepoint.Mcp.sln")))
            folder = folder.Parent;

        return File.ReadAllText(Path.Combine(folder.FullName, "deploy", "bigquery", name + ".sql"));
    }
}
