using FluentAssertions;
using NUnit.Framework;

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
