using FluentAssertions;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Metrics.Sql;
using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Rollups;
using Pulsepoint.Mcp.Google.Rollups;

namespace Pulsepoint.Mcp.GoogleSqlTests.Rollups;

/// <summary>The same facts, summed once by DuckDB and once as BigQuery would: every roll-up must be the same, row for row, to the last decimal.</summary>
internal sealed class RollupTextTests
{
    // Around New Year, and cut in the middle of both months.
    private static readonly DateRange s_days = new(new LocalDate(2025, 12, 10), new LocalDate(2026, 1, 20));

    private static IEnumerable<string> Names => RollupTables.All.Select(t => t.Name);

    [TestCaseSource(nameof(Names))]
    public void Both_engines_sum_the_same(string name)
    {
        var table = RollupTables.Named(name);

        var expected = RollupLines.Of(SharedOracle.Facts.Run(table, s_days));
        var actual = SharedOracle.Oracle.Run(RollupText.Of(table, Questions.Dataset), new SqlParameter("from", s_days.From), new SqlParameter("to", s_days.To));

        RollupLines.Of(actual, table).Should().Equal(expected);
        expected.Should().HaveCountGreaterThan(2, "an agreement about nothing says nothing");
    }

    [TestCaseSource(nameof(Names))]
    public void A_roll_up_reads_the_own_dataset_alone(string name)
    {
        var tables = SharedOracle.Oracle.TablesOf(RollupText.Of(RollupTables.Named(name), Questions.Dataset));

        tables.Should().NotBeEmpty().And.OnlyContain(t => t.StartsWith(Questions.Dataset.Value + ".", StringComparison.Ordinal));
    }
}
