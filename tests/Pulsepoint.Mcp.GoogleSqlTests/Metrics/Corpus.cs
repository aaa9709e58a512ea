using Pulsepoint.Mcp.Core.Metrics.Planning;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Metrics.Sql;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.GoogleSqlTests.Metrics;

/// <summary>Every question that is asked of both engines: once in DuckDB's words, and once in BigQuery's.</summary>
internal static class Corpus
{
    private const int MetricsAtOnce = 5;
    private const int MostRows = 500;

    public static IEnumerable<(CompiledQuery Duck, CompiledQuery Google)> By(string? dimension)
    {
        foreach (var request in Cuts.Metrics.Where(m => Cuts.Allows(m, dimension)).GroupBy(Cuts.IsCohort).SelectMany(g => g.Chunk(MetricsAtOnce)).SelectMany(m => Cuts.By(dimension, m)))
        {
            var query = Questions.Check(request);
            yield return Both(query, plan => SqlCompiler.Rows(plan, query.Time.Range, MostRows));
            if (query.Grain is null)
                yield return Both(query, plan => SqlCompiler.Totals(plan, query.Time.Range));
        }
    }

    public static IEnumerable<(CompiledQuery Duck, CompiledQuery Google)> OfHostile(string value)
    {
        foreach (var op in (string[])["in", "not_in", "contains"])
        {
            var query = Questions.Check(new MetricRequest { Metrics = ["units_sold"], Dimensions = ["product"], Filters = [new RequestFilter("product", op, [value, "Trail Shorts"])] });
            yield return Both(query, plan => SqlCompiler.Rows(plan, query.Time.Range, MostRows));
        }
    }

    // Both plans are held by a test of the catalogue.
    private static (CompiledQuery Duck, CompiledQuery Google) Both(MetricQuery query, Func<QueryPlan, CompiledQuery> compile) =>
        (compile(Questions.Plan(query, WarehouseEngine.DuckDb)!), compile(Questions.Plan(query, WarehouseEngine.BigQuery)!));
}
