using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Alerts;

/// <summary>An alert that an evaluator opened or resolved.</summary>
/// <param name="Alert">Which.</param>
/// <param name="Rule">By which rule.</param>
/// <param name="Brand">About which brand; null for all together, and for usage.</param>
/// <param name="State">What it is now.</param>
/// <param name="Value">What was seen, in the unit of the rule's threshold.</param>
/// <param name="Currency">ISO 4217 code of a value that is money; null for any other, and for what calls cost, which is in US dollars.</param>
public sealed record AlertChange(AlertId Alert, AlertRule Rule, BrandId? Brand, AlertState State, decimal Value, string? Currency = null);
