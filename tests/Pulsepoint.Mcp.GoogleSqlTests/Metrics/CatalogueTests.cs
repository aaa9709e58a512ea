using FluentAssertions;
using Grpc.Core;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Metrics.Sql;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Testing.Google.GoogleSql;
using Pulsepoint.Mcp.Testing.Google.GoogleSql.Wire;

namespace Pulsepoint.Mcp.GoogleSqlTests.Metrics;

/// <summary>All that the catalogue allows, compiled for BigQuery and read by its analyzer.</summary>
internal sealed class CatalogueTests
{
    [TestCaseSource(typeof(Cuts), nameof(Cuts.Metrics))]
    public void Every_cut_of_a_metric_is_understood_and_gives_the_columns_it_promises(string metric)
    {
        var queries = Cuts.Dimensions.Where(d => Cuts.Allows(metric, d)).SelectMany(d => Cuts.By(d, metric)).SelectMany(Compiled).DistinctBy(q => q.Sql).ToList();

        queries.Select(Fault).OfType<string>().Should().BeEmpty();
        queries.Count.Should().BeGreaterThan(5);
    }

    private static IEnumerable<CompiledQuery> Compiled(MetricRequest request)
    {
        var query = Questions.Check(request);
        var plan = Questions.Plan(query, WarehouseEngine.BigQuery)!; // held by a test of the catalogue
        return [SqlCompiler.Rows(plan, query.Time.Range, 11), SqlCompiler.Counterparts(plan, query.Time.Range, 11), SqlCompiler.Totals(plan, query.Time.Range)];
    }

    private static string? Fault(CompiledQuery query)
    {
        try
        {
            var found = SharedOracle.Oracle.Resolve(query).Columns;
            var foreign = SharedOracle.Oracle.TablesOf(query.Sql).Where(t => !t.StartsWith(Questions.Dataset + ".", StringComparison.Ordinal)).ToList();
            return foreign.Count > 0 ? $"reads {string.Join(", ", foreign)}:\n{query.Sql}"
                : !IsAsPromised(found, query) ? $"gives {string.Join(", ", found)}:\n{query.Sql}"
                : null;
        }
        catch (RpcException e)
        {
            return $"{e.Status.Detail}:\n{query.Sql}";
        }
    }

    private static bool IsAsPromised(IReadOnlyList<ResolvedField> found, CompiledQuery query)
    {
        var keys = query.HasPeriod ? 1 : 0;
        var measures = keys + query.KeyCount;
        return found.Count == measures + query.MeasureCount
            && found.Take(..keys).All(f => f == new ResolvedField("period", TypeKind.TypeDate))
            && found.Take(keys..measures).Select((f, i) => f == new ResolvedField($"k{i}", TypeKind.TypeString)).All(same => same)
            && found.Take(measures..^1).All(f => f.Name.StartsWith("m_", StringComparison.Ordinal) && f.Type == TypeKind.TypeBignumeric)
            && found[^1] == new ResolvedField("missing", TypeKind.TypeInt64);
    }
}
