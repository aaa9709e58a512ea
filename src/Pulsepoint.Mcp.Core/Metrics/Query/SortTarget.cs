namespace Pulsepoint.Mcp.Core.Metrics.Query;

public enum SortTarget
{
    Metric,
    Dimension,
    Period,
}
