using Pulsepoint.Mcp.Core.Metrics.Catalogue;

namespace Pulsepoint.Mcp.Core.Metrics.Query;

/// <summary>Keeps the groups whose metric compares so with the value.</summary>
public sealed record MetricCondition(Metric Metric, Comparison Comparison, decimal Value);
