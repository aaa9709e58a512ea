namespace Pulsepoint.Mcp.Core.Usage;

/// <summary>How often a code ended an event.</summary>
/// <param name="Group">As in <see cref="UsageSum"/>.</param>
/// <param name="GroupName">As in <see cref="UsageSum"/>.</param>
/// <param name="Code">A refusal's name, or <c>cancelled</c>; empty where the client named none.</param>
/// <param name="Outcome"><c>error</c> or <c>refused</c>.</param>
/// <param name="Events">How often.</param>
public sealed record UsageErrorCount(string Group, string? GroupName, string Code, string Outcome, long Events);
