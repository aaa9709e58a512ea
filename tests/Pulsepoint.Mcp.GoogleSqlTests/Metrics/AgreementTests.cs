using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Metrics.Sql;

namespace Pulsepoint.Mcp.GoogleSqlTests.Metrics;

/// <summary>The same rows, once in DuckDB and once in GoogleSQL's reference evaluator: every answer must be the same, to the last decimal.</summary>
internal sealed class AgreementTests
{
    [TestCaseSource(typeof(Cuts), nameof(Cuts.Dimensions))]
    public void Both_engines_answer_the_same(string? dimension)
    {
        List<string> differences = [];
        var compared = Corpus.By(dimension).Sum(q => Compare(q, differences));

        differences.Should().BeEmpty();
        compared.Should().BeGreaterThan(5, "an agreement about nothing says nothing");
    }

    [TestCaseSource(typeof(HostileValues), nameof(HostileValues.Known))]
    public void Both_engines_find_the_same_by_a_hostile_value(string value)
    {
        List<string> differences = [];
        foreach (var query in Corpus.OfHostile(value))
            Compare(query, differences).Should().BePositive();

        differences.Should().BeEmpty();
    }

    private static int Compare((CompiledQuery Duck, CompiledQuery Google) query, List<string> differences)
    {
        var expected = SharedOracle.Facts.Run(query.Duck);
        if (FactTexts.Difference(query.Google, expected, SharedOracle.Oracle.Run(query.Google)) is { } difference)
            differences.Add(difference);

        return expected.Count;
    }
}
