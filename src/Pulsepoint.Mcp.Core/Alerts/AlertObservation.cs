using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Alerts;

/// <summary>What is so now.</summary>
/// <param name="Brand">Of which brand; null for all together, and for usage.</param>
/// <param name="Value">In the unit of the rule's threshold; a change as a signed fraction. Null where nobody knows.</param>
/// <param name="Currency">ISO 4217 code of a value that is money; null for any other, and for what calls cost, which is in US dollars.</param>
public sealed record AlertObservation(BrandId? Brand, decimal? Value, string? Currency = null);
