using Pulsepoint.Mcp.Core.Metrics.Catalogue;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Core.Metrics.Planning;

/// <summary>The sources of one engine that together have every value of a dimension.</summary>
internal sealed record ValuePlan(Dimension Dimension, WarehouseEngine Engine, IReadOnlyList<FactSource> Sources)
{
    /// <summary>Where the tenant's tables lie, in an engine that holds those of many.</summary>
    public DatasetName? Dataset { get; init; }

    /// <summary>The outside sources that the values come from.</summary>
    public IReadOnlyList<string> Feeds => [.. Sources.SelectMany(s => s.Feeds).Distinct()];
}
