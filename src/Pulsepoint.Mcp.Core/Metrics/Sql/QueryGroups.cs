using Pulsepoint.Mcp.Core.Metrics.Catalogue;
using Pulsepoint.Mcp.Core.Metrics.Query;

namespace Pulsepoint.Mcp.Core.Metrics.Sql;

/// <summary>What rows are cut by. <see cref="None"/> sums everything to one row: the totals.</summary>
internal sealed record QueryGroups(TimeGrain? Grain, IReadOnlyList<Dimension> Dimensions)
{
    public static QueryGroups None { get; } = new(null, []);

    public static QueryGroups Of(MetricQuery query) => new(query.Grain, query.Dimensions);

    public int Count => (Grain is null ? 0 : 1) + Dimensions.Count;
}
