namespace Pulsepoint.Mcp.Core.Metrics.Query;

public enum Comparison
{
    Equal,
    NotEqual,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
}
