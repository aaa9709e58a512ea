using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Provisioning;

namespace Pulsepoint.Mcp.Tests.Core.Provisioning;

internal sealed class DatasetTablesTests
{
    private const int MostClusterColumns = 4;

    private static IEnumerable<TestCaseData> All => DatasetTables.All.Select(t => new TestCaseData(t).SetArgDisplayNames(t.Name));

    [Test]
    public void No_two_tables_have_one_name() => DatasetTables.All.Select(t => t.Name).Should().OnlyHaveUniqueItems();

    [TestCaseSource(nameof(All))]
    public void Every_table_is_described_and_no_two_of_its_columns_have_one_name(DatasetTable table)
    {
        table.Description.Should().EndWith(".");
        table.Columns.Select(c => c.Name).Should().OnlyHaveUniqueItems();
    }

    [TestCaseSource(nameof(All))]
    public void Rows_lie_together_by_columns_of_the_table(DatasetTable table)
    {
        table.Cluster.Should().HaveCountLessThanOrEqualTo(MostClusterColumns);
        table.Cluster.Should().BeSubsetOf(table.Columns.Select(c => c.Name));
    }

    [TestCaseSource(nameof(All))]
    public void Facts_are_cut_by_day_and_lie_together_by_brand(DatasetTable table)
    {
        if (table.Partition is { } partition)
            table.Columns.Single(c => c.Name == partition.Column).Type.Should().Be(table.Kind == TableKind.Facts ? ColumnType.Day : ColumnType.Moment);
        if (table.Kind != TableKind.Facts)
            return;

        table.Partition.Should().NotBeNull();
        table.Partition!.KeptDays.Should().BeNull("facts are kept");
        table.Cluster[0].Should().Be("brand_id");
    }
}
