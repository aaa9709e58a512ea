namespace Pulsepoint.Mcp.Core.Alerts;

/// <summary>What calls cost, in US dollars.</summary>
/// <param name="Day">In the UTC day.</param>
/// <param name="Month">In the UTC month, the day included.</param>
public sealed record CostSoFar(decimal Day, decimal Month);
