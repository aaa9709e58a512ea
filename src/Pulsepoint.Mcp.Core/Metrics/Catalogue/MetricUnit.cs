namespace Pulsepoint.Mcp.Core.Metrics.Catalogue;

/// <summary>How a metric's values are read. The lower-case name is the column type in results.</summary>
public enum MetricUnit
{
    /// <summary>An amount in the answer's currency; two decimals.</summary>
    Money,

    /// <summary>A whole number.</summary>
    Count,

    /// <summary>A fraction: 0.031 is 3.1 %.</summary>
    Percent,

    /// <summary>A plain number.</summary>
    Number,
}
