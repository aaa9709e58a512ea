using NodaTime;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Metrics.Values;

/// <summary>One value of a dimension.</summary>
/// <param name="Value">As filters take it.</param>
/// <param name="Brands">The brands that have it, of those asked about.</param>
/// <param name="LastSeen">The last day with data of it; null when nothing is loaded.</param>
public sealed record DimensionValue(string Value, IReadOnlyList<BrandId> Brands, LocalDate? LastSeen);
