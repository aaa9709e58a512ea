using Pulsepoint.Mcp.Core.Metrics.Results;

namespace Pulsepoint.Mcp.Core.Metrics.Dashboards;

/// <summary>The figures that a week begins with, all of one load of data.</summary>
public sealed record Dashboard
{
    /// <summary>The twelve figures with their comparison, as one row.</summary>
    public required MetricResult Figures { get; init; }

    /// <summary>Sales, orders, spend and sessions by day; by week, month or year where days would be too many.</summary>
    public required ResultTable Series { get; init; }

    /// <summary>The products with the most net sales; null where what is loaded here does not know products.</summary>
    public required ResultTable? Products { get; init; }

    /// <summary>Sales by sales channel.</summary>
    public required ResultTable Channels { get; init; }
}
