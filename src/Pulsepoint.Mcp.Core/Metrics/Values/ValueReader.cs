using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Metrics.Planning;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Metrics.Results;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Core.Metrics.Values;

/// <summary>Answers which values a dimension has for the brands in scope, so that filters name what is there.</summary>
public sealed class ValueReader(ITenantProfiles profiles, IEnumerable<IWarehouse> warehouses)
{
    // Among so many values, those seen latest, the nearest is looked for.
    private const int MaxCompared = 2_000;

    private readonly SteadyStores _stores = new(warehouses);

    /// <exception cref="RefusalException">The request cannot be answered as it stands; the refusal says why and what can.</exception>
    public Task<ValueList> ReadAsync(TenantContext tenant, AnswerContext answer, ValueRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);

        return _stores.ReadAsync(tenant, stores => ReadAsync(tenant, answer, request, stores, cancellationToken), cancellationToken);
    }

    private async Task<ValueList> ReadAsync(TenantContext tenant, AnswerContext answer, ValueRequest request, LoadedStores stores, CancellationToken cancellationToken)
    {
        var query = ValueChecker.Check(request, await profiles.ReadAsync(tenant, cancellationToken));
        var (warehouse, plan) = Choose(query, stores);
        var stored = new StoredValues(tenant, answer, warehouse, plan, query);
        var (match, found) = await MatchAsync(query, (search, after, count) => query.Dimension.Id == BrandSelection.Dimension
            ? Task.FromResult(BrandValues.Find(query.Brands, stores.Facts, search, after, count))
            : stored.FindAsync(search, after, count, cancellationToken));

        var coverage = DataCoverage.Of(stores.Facts, query.Brands, plan.Feeds);
        return new ValueList
        {
            Dimension = query.Dimension,
            Brands = [.. query.Brands.Select(b => b.Id)],
            Search = query.Search,
            Match = match,
            Values = [.. found.Take(query.Limit)],
            IsTruncated = found.Count > query.Limit,
            Engine = warehouse.Engine,
            Generation = stores.Facts.Generation,
            DataThrough = coverage.DataThrough,
            Warnings = [.. Warnings(coverage, plan)],
        };
    }

    private static (IWarehouse Warehouse, ValuePlan Plan) Choose(ValueQuery query, LoadedStores stores) =>
        stores.Choose(query.Search is { } search ? [search] : [], (engine, dataset) => ValuePlanner.Plan(query.Dimension, engine, dataset))
        ?? throw Refusal.SourceUnavailable($"The data that hold {query.Dimension.Id} are not loaded.", "Ask for another dimension, or ask your administrator to run a sync.");

    /// <summary>One value more than the limit where there are more; fewer when only near ones are found.</summary>
    private static async Task<(ValueMatch Match, IReadOnlyList<DimensionValue> Found)> MatchAsync(
        ValueQuery query, Func<string?, ValuePlace?, int, Task<IReadOnlyList<DimensionValue>>> findAsync)
    {
        var found = await findAsync(query.Search, query.After, query.Limit + 1);
        if (query.Search is null)
            return (ValueMatch.All, found);

        // After a value that was found, nothing more is an end and no failure.
        return found.Count > 0 || query.After is not null
            ? (ValueMatch.Search, found)
            : (ValueMatch.Nearest, NearValues.Of(query.Search, await findAsync(null, null, MaxCompared)));
    }

    private static IEnumerable<string> Warnings(DataCoverage coverage, ValuePlan plan)
    {
        if (coverage.Loads.Count == 0 && coverage.NeverLoaded.Count == 0)
            yield return $"None of these brands has {string.Join(" or ", plan.Feeds)}.";
        foreach (var (brand, source) in coverage.NeverLoaded)
            yield return $"{source} of {brand} is connected but not loaded yet: its values are not among these.";
    }
}
