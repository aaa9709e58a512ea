using NodaTime;
using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Metrics.Planning;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Metrics.Results;
using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Core.Metrics;

/// <summary>A tenant's stores as they are now: every question of one answer sees the same data.</summary>
internal sealed class MetricSession(TenantContext tenant, AnswerContext answer, TenantProfile profile, LoadedStores stores, BusinessClock clock, int mostRows)
{
    private static readonly LocalDate s_beforeEverything = new(2000, 1, 1);

    /// <summary>The question, checked, with the source that answers it.</summary>
    /// <exception cref="RefusalException">The request cannot be answered as it stands; the refusal says why and what can.</exception>
    public MetricRun Ask(MetricRequest request)
    {
        var query = Check(request);
        return Find(query) ?? throw (QueryPlanner.Plan(query, WarehouseEngine.DuckDb) is null ? Incompatible() : FactsAway());
    }

    /// <summary>As <see cref="Ask"/>; null where each cut is possible but no source has all of them.</summary>
    public MetricRun? Find(MetricRequest request) => Find(Check(request));

    private MetricQuery Check(MetricRequest request)
    {
        var firstDay = stores.Facts.Loads.Where(l => profile.Brands.Any(b => b.Id == l.Brand)).Select(l => l.FirstDay).DefaultIfEmpty(s_beforeEverything).Min();
        return QueryChecker.Check(request, profile, firstDay, zone => clock.Today(profile, zone));
    }

    private MetricRun? Find(MetricQuery query)
    {
        var facts = stores.Facts;
        string[] texts = [.. query.Filters.SelectMany(f => f.Values)];
        if (stores.Choose(texts, (engine, dataset) => QueryPlanner.Plan(query, engine, dataset)) is not var (warehouse, plan))
            return null;

        return new MetricRun(tenant, answer, warehouse, plan, facts.Generation, DataCoverage.Of(facts, query.Brands, plan.Feeds), clock.Fixed, mostRows);
    }

    // Whatever engine holds the facts, it can answer the same questions.
    private static RefusalException FactsAway() => Refusal.SourceUnavailable(
        "This question needs single orders, ads or visits, and the warehouse that holds them is not on this machine, or is being loaded.",
        "Questions that daily sums answer still work, such as sales by day, brand or channel. For this one, ask your administrator where the warehouse is kept.");

    private static RefusalException Incompatible() => new(
        RefusalCode.DimensionIncompatible,
        "These metrics cannot be cut by these dimensions together.",
        "Ask for the metrics one at a time, or leave out a dimension; list_metrics says which go together.");
}
