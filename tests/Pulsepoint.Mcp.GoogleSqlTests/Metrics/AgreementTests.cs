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
    [TestCaseSource(typeof(Cuts), nameof(Cuts.Metrics))]
    public void Both_engines_answer_the_same(string metric)
    {
        List<string> differences = [];
        var answered = 0;
        foreach (var request in Cuts.Of(metric))
        {
            var query = Questions.Check(request);
            answered += Compare(query, plan => SqlCompiler.Rows(plan, query.Time.Range, 500), differences);
            if (query.Grain is null)
                answered += Compare(query, plan => SqlCompiler.Totals(plan, query.Time.Range), differences);
        }

        differences.Should().BeEmpty();
        answered.Should().BeGreaterThan(15, "an agreement about nothing says nothing");
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
