namespace Pulsepoint.Mcp.Core.Metrics.Query;

/// <summary>The unit of time that rows are cut by. Weeks begin on Monday, quarters and years in January.</summary>
public enum TimeGrain
{
    Day,
    Week,
    Month,
    Quarter,
    Year,
}
