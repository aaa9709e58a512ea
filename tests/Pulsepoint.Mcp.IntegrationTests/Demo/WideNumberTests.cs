using DuckDB.NET.Data;
using FluentAssertions;
using NUnit.Framework;

namespace Pulsepoint.Mcp.IntegrationTests.Demo;

/// <summary>Numbers of 128 bits cost many times what those of 64 do, in every scan, and a sum without a cast makes one unseen.</summary>
internal sealed class WideNumberTests
{
    // A view is listed with the types that reading it gives.
    private const string WideSql = """
        select table_name || '.' || column_name
        from duckdb_columns()
        where data_type in ('HUGEINT', 'UHUGEINT') or (data_type like 'DECIMAL%' and numeric_precision > 18)
        order by 1
        """;

    [Test]
    public async Task No_table_and_no_view_of_a_snapshot_has_a_number_wider_than_64_bits()
    {
        var demo = await DemoData.CinderAsync();

        (await demo.QueryAsync(WideSql, keys: 1, measures: 0)).Select(r => r.Keys[0]).Should().BeEmpty();
        (await demo.NumberAsync("select count(distinct table_name) from duckdb_columns() where not internal")).Should().BeGreaterThan(20, "tables and views were looked at");
    }

    [Test]
    public void A_sum_that_was_not_cast_would_be_found_in_a_table_and_in_a_view()
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            create table sums as select sum(1::decimal(18, 2)) as money, sum(1::bigint) as count, 1::decimal(18, 2) as narrow;
            create view views as select sum(narrow) as money, max(narrow) as most from sums;
            {WideSql};
            """;
        using var found = command.ExecuteReader();

        List<string> wide = [];
        do
        {
            while (found.Read())
                wide.Add(found.GetString(0));
        }
        while (found.NextResult());

        wide.Should().Equal("sums.count", "sums.money", "views.money");
    }
}
