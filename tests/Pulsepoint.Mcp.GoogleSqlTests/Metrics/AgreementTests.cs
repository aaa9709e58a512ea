using System.Globalization;
using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Metrics.Planning;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Metrics.Sql;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.GoogleSqlTests.Metrics;

/// <summary>The same rows, once in DuckDB and once in GoogleSQL's reference evaluator: every answer must be the same, to the last decimal.</summary>
internal sealed class AgreementTests
{
    private const int MetricsAtOnce = 5;
    private const int MostRows = 500;

    [TestCaseSource(typeof(Cuts), nameof(Cuts.Dimensions))]
    public void Both_engines_answer_the_same(string? dimension)
    {
        List<string> differences = [];
        var compared = 0;
        foreach (var request in Cuts.Metrics.Where(m => Cuts.Allows(m, dimension)).GroupBy(Cuts.IsCohort).SelectMany(g => g.Chunk(MetricsAtOnce)).SelectMany(m => Cuts.By(dimension, m)))
        {
            var query = Questions.Check(request);
            compared += Compare(query, plan => SqlCompiler.Rows(plan, query.Time.Range, MostRows), differences);
            if (query.Grain is null)
                compared += Compare(query, plan => SqlCompiler.Totals(plan, query.Time.Range), differences);
        }

        differences.Should().BeEmpty();
        compared.Should().BeGreaterThan(5, "an agreement about nothing says nothing");
    }

    [TestCaseSource(typeof(HostileValues), nameof(HostileValues.Known))]
    public void Both_engines_find_the_same_by_a_hostile_value(string value)
    {
        List<string> differences = [];
        foreach (var op in (string[])["in", "not_in", "contains"])
        {
            var query = Questions.Check(new MetricRequest { Metrics = ["units_sold"], Dimensions = ["product"], Filters = [new RequestFilter("product", op, [value, "Trail Shorts"])] });
            Compare(query, plan => SqlCompiler.Rows(plan, query.Time.Range, MostRows), differences).Should().BePositive();
        }

        differences.Should().BeEmpty();
    }

    private static int Compare(MetricQuery query, Func<QueryPlan, CompiledQuery> compile, List<string> differences)
    {
        var duck = compile(Questions.Plan(query, WarehouseEngine.DuckDb)!); // both are held by a test of the catalogue
        var google = compile(Questions.Plan(query, WarehouseEngine.BigQuery)!);

        string[] expected = [.. SharedOracle.Facts.Run(duck).Select(Text)];
        string[] actual = [.. SharedOracle.Oracle.Run(google).Select(Text)];
        if (!expected.SequenceEqual(actual, StringComparer.Ordinal))
            differences.Add($"{google.Sql}\nDuckDB:\n{string.Join('\n', expected.Except(actual).Take(5))}\nGoogleSQL:\n{string.Join('\n', actual.Except(expected).Take(5))}");

        return expected.Length;
    }

    // A number without the zeros at its end: how many a decimal carries is the engine's own affair.
    private static string Text(FactRow row) => string.Join(" | ",
    [
        row.Period?.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture) ?? "-",
        .. row.Keys.Select(k => k ?? "null"),
        .. row.Measures.Select(m => m?.ToString("0.##########", CultureInfo.InvariantCulture) ?? "null"),
    ]);
}
