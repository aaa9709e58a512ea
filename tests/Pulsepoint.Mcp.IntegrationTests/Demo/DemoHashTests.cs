using DuckDB.NET.Data;
using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.DuckDb.Demo;

namespace Pulsepoint.Mcp.IntegrationTests.Demo;

[TestFixture]
internal sealed class DemoHashTests
{
    private const string Sql = """
        select x, s, demo_hash(x, s)
        from (select unnest(range(0, 3000000000, 7654321)) as x), (select unnest([0, 1, 1013, 7999, 99088]) as s)
        """;

    [Test]
    public void The_macro_and_its_port_give_the_same_numbers()
    {
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        DemoScript.Run(connection, "macros", CancellationToken.None);
        using var command = connection.CreateCommand();
        command.CommandText = Sql;

        using var reader = command.ExecuteReader();

        var compared = 0;
        for (; reader.Read(); compared++)
            reader.GetInt64(2).Should().Be(PortableHash.Of(reader.GetInt64(0), reader.GetInt32(1)));
        compared.Should().BeGreaterThan(1_900);
    }
}
