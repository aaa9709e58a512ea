using Pulsepoint.Mcp.Core.Refusals;

namespace Pulsepoint.Mcp.Core.Alerts;

/// <summary>A rule that could not be evaluated, and why; null for all of them.</summary>
public sealed record RuleProblem(AlertRule? Rule, RefusalException Refusal);
