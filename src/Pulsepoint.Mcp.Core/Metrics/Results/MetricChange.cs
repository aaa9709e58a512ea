namespace Pulsepoint.Mcp.Core.Metrics.Results;

/// <param name="Absolute">Now less then; of a percent metric in points (0.01 is one point). Null when either side is missing.</param>
/// <param name="Relative">As a fraction of then; null when then is missing or zero.</param>
public sealed record MetricChange(decimal? Absolute, decimal? Relative);
