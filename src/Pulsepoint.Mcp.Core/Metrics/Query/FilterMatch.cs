namespace Pulsepoint.Mcp.Core.Metrics.Query;

public enum FilterMatch
{
    In,
    NotIn,
    Contains,
}
