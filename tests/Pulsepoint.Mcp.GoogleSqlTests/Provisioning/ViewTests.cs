using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Metrics.Sql;
using Pulsepoint.Mcp.Google.Provisioning;
using Pulsepoint.Mcp.Testing.Google.GoogleSql;
using Pulsepoint.Mcp.Testing.Google.GoogleSql.Wire;

namespace Pulsepoint.Mcp.GoogleSqlTests.Provisioning;

/// <summary>Every view of a dataset is, column for column and row for row, the view of that name in the embedded warehouse.</summary>
internal sealed class ViewTests
{
    private GoogleSqlOracle _oracle = null!; // made before the tests

    private static IEnumerable<TestCaseData> Views =>
        DatasetViews.OfFacts(Questions.Dataset).Select(v => new TestCaseData(v).SetArgDisplayNames(v.Name));

    [OneTimeSetUp]
    public void FillBaseTables() => _oracle = new GoogleSqlOracle(SharedOracle.Server.Client, SharedOracle.Facts.BaseTables(Questions.Dataset));

    [Test]
    public void No_view_is_missing()
    {
        var read = SharedOracle.Facts.Tables(Questions.Dataset).Select(t => t.Table.Name).Where(n => n.EndsWith("_events", StringComparison.Ordinal));

        DatasetViews.OfFacts(Questions.Dataset).Select(v => $"{Questions.Dataset}.{v.Name}").Should().BeEquivalentTo(read);
    }

    [TestCaseSource(nameof(Views))]
    public void It_has_the_columns_and_types_of_the_embedded_one(object view)
    {
        var known = (DatasetView)view;

        _oracle.Resolve(new CompiledQuery(known.Query, [], HasPeriod: false, 0, 0)).Columns
            .Should().Equal(Embedded(known).Table.Column.Select(c => new ResolvedField(c.Name, c.Type.TypeKind)));
    }

    [TestCaseSource(nameof(Views))]
    public void It_has_the_rows_of_the_embedded_one(object view)
    {
        var known = (DatasetView)view;

        var rows = Texts(_oracle.Run(known.Query));

        rows.Should().HaveCountGreaterThan(10, "an agreement about nothing says nothing");
        rows.Should().Equal(Texts(Embedded(known).Rows.Row));
    }

    [TestCaseSource(nameof(Views))]
    public void It_reads_the_dataset_alone(object view)
    {
        var known = (DatasetView)view;

        SharedOracle.Oracle.TablesOf(known.Query).Should().OnlyContain(t => t.StartsWith($"{Questions.Dataset}.", StringComparison.Ordinal));
        DatasetViews.TablesBehind(known.Name).Select(t => $"{Questions.Dataset}.{t}").Should().BeEquivalentTo(SharedOracle.Oracle.TablesOf(known.Query).Distinct());
    }

    private static FilledTable Embedded(DatasetView view) => SharedOracle.Facts.Read(view.Name, view.Name);

    private static List<string> Texts(IEnumerable<TableRow> rows) => [.. rows.Select(r => r.ToString()).Order(StringComparer.Ordinal)];
}
