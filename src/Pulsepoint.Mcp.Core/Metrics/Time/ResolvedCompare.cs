namespace Pulsepoint.Mcp.Core.Metrics.Time;

/// <param name="Mode"><c>previous_period</c>, <c>previous_year</c> or <c>custom</c>.</param>
/// <param name="Range">The days compared with.</param>
public sealed record ResolvedCompare(string Mode, DateRange Range);
