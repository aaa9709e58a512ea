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

        var plan = new QueryPlan(query, engine, [.. chosen.GroupBy(c => c.Source, c => c.Measure).Select(g => new FactPart(g.Key, [.. g]))]) { Dataset = dataset };
        if (Overlapping(plan) is not { } cut)
            return plan;

        return Plan(query with { Dimensions = [.. query.Dimensions.Where(d => d.Id != cut)] }, engine, dataset) is { } whole ? plan with { Whole = whole } : null;
    }

    /// <summary>The cut whose values overlap. Filtered by it, a query is about one value, which overlaps with nothing.</summary>
    private static string? Overlapping(QueryPlan plan) => plan.Parts.Select(p => p.Source.Overlapping)
        .FirstOrDefault(o => plan.Query.Dimensions.Any(d => d.Id == o) && !plan.Query.Filters.Any(f => f.Dimension.Id == o));
}
