using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Alerts;

/// <summary>What is so now.</summary>
/// <param name="Brand">Of which brand; null for all together, and for usage.</param>
/// <param name="Value">In the unit of the rule's threshold; a change as a signed fraction. Null where nobody knows.</param>
public sealed record AlertObservation(BrandId? Brand, decimal? Value);
