namespace Pulsepoint.Mcp.Core.Alerts;

/// <summary>What one evaluation came to.</summary>
/// <param name="Changes">Alerts that it opened or resolved.</param>
/// <param name="Problems">Rules that could not be evaluated.</param>
/// <param name="UsageRules">How many enabled rules watch usage, which a round over metrics leaves alone.</param>
public sealed record AlertReport(IReadOnlyList<AlertChange> Changes, IReadOnlyList<RuleProblem> Problems, int UsageRules);
