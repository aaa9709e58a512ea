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

/// <summary>Answers a metric query: checks it, picks the source, runs it, and says what the numbers mean.</summary>
public sealed class MetricReader(ITenantProfiles profiles, IEnumerable<IWarehouse> warehouses, BusinessClock clock, TimeProvider time)
{
    // Rows of one answer over all its pages, and of what it is compared with; a cut beyond it is said.
    private const int MaxRows = 10_000;

    private readonly SteadyStores _stores = new(warehouses);

    /// <exception cref="RefusalException">The request cannot be answered as it stands; the refusal says why and what can.</exception>
    public Task<MetricResult> ReadAsync(TenantContext tenant, MetricRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);

        return _stores.ReadAsync(tenant, stores => ReadAsync(tenant, request, stores, cancellationToken), cancellationToken);
    }

    private async Task<MetricResult> ReadAsync(TenantContext tenant, MetricRequest request, LoadedStores stores, CancellationToken cancellationToken)
    {
        var profile = await profiles.ReadAsync(tenant, cancellationToken);
        var facts = stores.Facts;
        var firstDay = facts.Loads.Where(l => profile.Brands.Any(b => b.Id == l.Brand)).Select(l => l.FirstDay).DefaultIfEmpty(new LocalDate(2000, 1, 1)).Min();
        var query = QueryChecker.Check(request, profile, firstDay, zone => clock.Today(profile, zone));
        string[] texts = [.. query.Filters.SelectMany(f => f.Values)];
        var (warehouse, plan) = stores.Choose(texts, (engine, dataset) => QueryPlanner.Plan(query, engine, dataset)) ?? throw new RefusalException(
            RefusalCode.DimensionIncompatible,
            "These metrics cannot be cut by these dimensions together.",
            "Ask for the metrics one at a time, or leave out a dimension; list_metrics says which go together.");

        var coverage = DataCoverage.Of(facts, query.Brands, plan.Feeds);
        return await new MetricRun(warehouse, plan, facts.Generation, coverage, clock.Fixed, time).ReadAsync(tenant, MaxRows, cancellationToken);
    }
}
