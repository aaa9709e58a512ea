using Pulsepoint.Mcp.Core.Metrics.Catalogue;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Core.Metrics.Planning;

/// <summary>
/// Picks, for every measure of a query, the first source of an engine that has it together with every dimension the
/// query cuts or filters by. The catalogue lists a better source before a worse one.
/// </summary>
internal static class QueryPlanner
{
    /// <summary>The plan; null when the engine's sources cannot answer the query exactly.</summary>
    /// <param name="query">What is asked.</param>
    /// <param name="engine">The engine that would answer.</param>
    /// <param name="dataset">Where the tenant's tables lie, in an engine that holds those of many.</param>
    public static QueryPlan? Plan(MetricQuery query, WarehouseEngine engine, DatasetName? dataset = null)
    {
        var catalogue = MetricCatalogue.Instance;
        string[] cuts = [.. query.Dimensions.Concat(query.Filters.Select(f => f.Dimension)).Select(d => d.Id).Distinct()];
        FactSource[] able = [.. catalogue.Sources.Where(s => s.Engines.Contains(engine) && cuts.All(s.Dimensions.Contains))];

        List<(FactSource Source, string Measure)> chosen = [];
        foreach (var measure in query.Metrics.Concat(query.Having.Select(h => h.Metric)).SelectMany(m => m.Measures).Distinct())
        {
            if (able.FirstOrDefault(s => s.Measures.ContainsKey(measure)) is not { } source)
                return null;

            chosen.Add((source, measure));
        }

        return new QueryPlan(query, engine, [.. chosen.GroupBy(c => c.Source, c => c.Measure).Select(g => new FactPart(g.Key, [.. g]))]) { Dataset = dataset };
    }
}
