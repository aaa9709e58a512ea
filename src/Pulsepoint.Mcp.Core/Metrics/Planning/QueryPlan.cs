using System.Collections.Frozen;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Core.Metrics.Planning;

/// <summary>Which sources of one engine answer a query exactly.</summary>
internal sealed record QueryPlan(MetricQuery Query, WarehouseEngine Engine, IReadOnlyList<FactPart> Parts)
{
    private readonly FrozenDictionary<string, int> _index =
        Parts.SelectMany(p => p.Measures).Select((m, i) => (m, i)).ToFrozenDictionary(x => x.m, x => x.i);

    /// <summary>Every measure of the plan, in the order of the result's columns.</summary>
    public IReadOnlyList<string> Measures { get; } = [.. Parts.SelectMany(p => p.Measures)];

    /// <summary>Where the tenant's tables lie, in an engine that holds those of many.</summary>
    public DatasetName? Dataset { get; init; }

    /// <summary>The plan of the totals where values of a cut overlap, so that their rows must not be added; null where this one has them, too.</summary>
    public QueryPlan? Whole { get; init; }

    public int IndexOf(string measure) => _index[measure];

    /// <summary>As <c>provenance.source</c> says it: <c>postgres:sales_daily+ads_daily</c>. Its sums by month are part of a roll-up.</summary>
    public string Source => $"{Engine.ToString().ToLowerInvariant()}:{string.Join('+', Parts.Concat(Whole?.Parts ?? []).Select(p => p.Source.Id).Distinct())}";

    /// <summary>The outside sources that the answer rests on, narrowed by a filter on the platform.</summary>
    public IReadOnlyList<string> Feeds
    {
        get
        {
            var platforms = Query.Filters.FirstOrDefault(f => f is { Dimension.Id: "platform", Match: FilterMatch.In })?.Values;
            return [.. Parts.SelectMany(p => p.Source.Feeds).Distinct().Where(feed => platforms is null || platforms.Contains(feed))];
        }
    }
}
