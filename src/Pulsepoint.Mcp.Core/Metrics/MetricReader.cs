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

    // A publish in the middle of an answer is rare; two in a row are a store that is being rebuilt.
    private const int Attempts = 2;

    // Roll-ups first: they answer in milliseconds and stand behind the database's wall.
    private readonly IWarehouse[] _warehouses = [.. warehouses.OrderBy(w => w.Engine)];

    /// <exception cref="RefusalException">The request cannot be answered as it stands; the refusal says why and what can.</exception>
    public async Task<MetricResult> ReadAsync(TenantContext tenant, MetricRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);

        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var profile = await profiles.ReadAsync(tenant, cancellationToken);
            var before = await DescribeAsync(tenant, cancellationToken);
            var result = await ReadAsync(tenant, request, profile, before, cancellationToken);

            // An answer is several queries. Asked again at its end, the stores say whether all of them saw the same data, and
            // the database whether the key still stands: one that ended meanwhile gets no answer.
            var after = await DescribeAsync(tenant, cancellationToken);
            if (before.Select(s => s.State.Generation).SequenceEqual(after.Select(s => s.State.Generation)))
                return result;
        }

        throw Refusal.SourceUnavailable("The data are being replaced just now.", "Ask again in a moment.");
    }

    private Task<MetricResult> ReadAsync(
        TenantContext tenant,
        MetricRequest request,
        TenantProfile profile,
        IReadOnlyList<(IWarehouse Warehouse, WarehouseState State)> states,
        CancellationToken cancellationToken)
    {
        var facts = states[^1].State;
        var firstDay = facts.Loads.Where(l => profile.Brands.Any(b => b.Id == l.Brand)).Select(l => l.FirstDay).DefaultIfEmpty(new LocalDate(2000, 1, 1)).Min();
        var query = QueryChecker.Check(request, profile, firstDay, zone => clock.Today(profile, zone));
        var (warehouse, plan) = Choose(query, states, facts.Generation);

        SourceLoad[] loads = [.. facts.Loads.Where(l => query.Brands.Any(b => b.Id == l.Brand) && plan.Feeds.Contains(l.Source))];
        var connected = query.Brands.SelectMany(b => b.Sources.Intersect(plan.Feeds), (b, source) => (b.Id, source));
        var coverage = new DataCoverage(loads) { NeverLoaded = [.. connected.Where(c => !loads.Any(l => (l.Brand, l.Source) == c))] };
        return new MetricRun(warehouse, plan, facts.Generation, coverage, clock.Fixed, time).ReadAsync(tenant, MaxRows, cancellationToken);
    }

    private async Task<IReadOnlyList<(IWarehouse Warehouse, WarehouseState State)>> DescribeAsync(TenantContext tenant, CancellationToken cancellationToken)
    {
        List<(IWarehouse, WarehouseState)> loaded = [];
        foreach (var warehouse in _warehouses)
        {
            if (await warehouse.DescribeAsync(tenant, cancellationToken) is { } state)
                loaded.Add((warehouse, state));
        }

        return loaded.Count > 0
            ? loaded
            : throw Refusal.SourceUnavailable("No data are loaded for this organisation yet.", "Ask your administrator to run the first sync.");
    }

    private static (IWarehouse Warehouse, QueryPlan Plan) Choose(
        MetricQuery query, IReadOnlyList<(IWarehouse Warehouse, WarehouseState State)> states, string generation)
    {
        foreach (var (warehouse, state) in states)
        {
            // A roll-up of another generation than the facts would answer with other numbers than the facts do.
            if (state.Generation == generation && QueryPlanner.Plan(query, warehouse.Engine) is { } plan)
                return (warehouse, plan with { Dataset = state.Dataset });
        }

        throw new RefusalException(
            RefusalCode.DimensionIncompatible,
            "These metrics cannot be cut by these dimensions together.",
            "Ask for the metrics one at a time, or leave out a dimension; list_metrics says which go together.");
    }
}
