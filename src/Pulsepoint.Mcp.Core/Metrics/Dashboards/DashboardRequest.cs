using Pulsepoint.Mcp.Core.Metrics.Query;

namespace Pulsepoint.Mcp.Core.Metrics.Dashboards;

/// <summary>How is business? As it was sent.</summary>
/// <param name="Time">The days; null for the last 30.</param>
/// <param name="Compare">The days they are compared with; null for the period before.</param>
/// <param name="Brands">Brand slugs; null for every brand that the key may see.</param>
public sealed record DashboardRequest(RequestTime? Time = null, RequestCompare? Compare = null, IReadOnlyList<string>? Brands = null);
