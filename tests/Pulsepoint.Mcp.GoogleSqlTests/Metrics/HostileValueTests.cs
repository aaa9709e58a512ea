using CsCheck;
using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Metrics.Sql;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.GoogleSqlTests.Metrics;

/// <summary>What a filter says never changes what a query is.</summary>
internal sealed class HostileValueTests
{
    private const int Requests = 400;

    [Test]
    public void Whatever_a_filter_says_the_query_stays_the_same()
    {
        var read = 0;
        RandomRequests.Any.Sample(
            request =>
            {
                if (Compiled(request) is not { } hostile)
                    return;

                var harmless = Compiled(request with { Filters = [.. request.Filters.Select(f => f with { Values = [.. f.Values.Select(_ => "serum")] })] })!; // of the same shape
                Interlocked.Increment(ref read);

                hostile.Sql.Should().Be(harmless.Sql);
                SharedOracle.Oracle.Resolve(hostile).Statement.Should().Equal(SharedOracle.Oracle.Resolve(harmless).Statement);
                SharedOracle.Oracle.TablesOf(hostile.Sql).Should().OnlyContain(t => t.StartsWith(Questions.Dataset + "."));
                hostile.Parameters.Select(p => p.Value).Should().Contain(request.Filters.SelectMany(f => f.Values).Select(v => v.Trim()));
            },
            iter: Requests);

        read.Should().BeGreaterThan(Requests / 2, "most requests can be planned");
    }

    /// <summary>Null where no source has all of the dimensions together.</summary>
    private static CompiledQuery? Compiled(MetricRequest request)
    {
        var query = Questions.Check(request);
        return Questions.Plan(query, WarehouseEngine.BigQuery) is { } plan ? SqlCompiler.Rows(plan, query.Time.Range, request.Limit!.Value + 1) : null; // each has a limit
    }
}
