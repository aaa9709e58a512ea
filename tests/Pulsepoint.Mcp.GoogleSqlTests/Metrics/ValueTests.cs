using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Metrics.Catalogue;
using Pulsepoint.Mcp.Core.Metrics.Planning;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Metrics.Sql;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Testing.Google.GoogleSql;
using Pulsepoint.Mcp.Testing.Google.GoogleSql.Wire;

namespace Pulsepoint.Mcp.GoogleSqlTests.Metrics;

/// <summary>Which values a dimension has: understood by BigQuery, and answered as DuckDB does.</summary>
internal sealed class ValueTests
{
    private const int MostPairs = 200;

    private static readonly string?[] s_searches = [null, "e", "search", .. HostileValues.Known];

    private static IEnumerable<string> Listed => MetricCatalogue.Instance.Dimensions.Where(d => ValuePlanner.Plan(d, WarehouseEngine.DuckDb) is not null).Select(d => d.Id);

    [TestCaseSource(nameof(Listed))]
    public void Both_engines_list_the_same_values(string id)
    {
        var dimension = MetricCatalogue.Instance.FindDimension(id)!; // it comes from there
        var duck = ValuePlanner.Plan(dimension, WarehouseEngine.DuckDb)!; // just looked
        var google = ValuePlanner.Plan(dimension, WarehouseEngine.BigQuery, Questions.Dataset)!; // it holds the same sources

        foreach (var search in s_searches)
        {
            var compiled = ValueCompiler.Compile(google, Questions.Brands, search, after: null, MostPairs);
            SharedOracle.Oracle.Resolve(compiled).Columns.Should().Equal(
                new ResolvedField("period", TypeKind.TypeDate), new ResolvedField("k0", TypeKind.TypeString), new ResolvedField("k1", TypeKind.TypeString));
            SharedOracle.Oracle.TablesOf(compiled.Sql).Should().OnlyContain(t => t.StartsWith(Questions.Dataset + "."));

            var expected = SharedOracle.Facts.Run(ValueCompiler.Compile(duck, Questions.Brands, search, after: null, MostPairs));
            SharedOracle.Oracle.Run(compiled).Should().BeEquivalentTo(expected, o => o.WithStrictOrdering(), $"of {search ?? "every value"}");
            if (expected.Count > 1)
                Rest(google, search, expected).Should().BeEquivalentTo(Rest(expected), o => o.WithStrictOrdering(), $"of {search ?? "every value"} behind the first");
            (expected.Count > 0 || search is not null).Should().BeTrue("the seeded facts have values of every dimension");
        }
    }

    /// <summary>What the engine lists behind the first value.</summary>
    private static IReadOnlyList<FactRow> Rest(ValuePlan plan, string? search, IReadOnlyList<FactRow> all) =>
        SharedOracle.Oracle.Run(ValueCompiler.Compile(plan, Questions.Brands, search, new ValuePlace(all[0].Keys[0]!, all.Where(r => r.Keys[0] == all[0].Keys[0]).Max(r => r.Period)), MostPairs)); // a value has a text

    private static IEnumerable<FactRow> Rest(IReadOnlyList<FactRow> all) => all.Where(r => r.Keys[0] != all[0].Keys[0]);
}
