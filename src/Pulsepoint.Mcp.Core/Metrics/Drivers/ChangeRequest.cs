using Pulsepoint.Mcp.Core.Metrics.Query;

namespace Pulsepoint.Mcp.Core.Metrics.Drivers;

/// <summary>Why did a metric change? As it was sent.</summary>
/// <param name="Metric">Its id.</param>
/// <param name="Time">The days that are asked about; null for the last 30.</param>
/// <param name="Compare">The days they are compared with; null for the period before.</param>
/// <param name="Brands">Brand slugs; null for every brand that the key may see.</param>
/// <param name="By">The dimension to explain it by; null for the most telling one.</param>
public sealed record ChangeRequest(
    string Metric, RequestTime? Time = null, RequestCompare? Compare = null, IReadOnlyList<string>? Brands = null, string? By = null);
