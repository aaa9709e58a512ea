namespace Pulsepoint.Mcp.Core.Metrics.Query;

/// <param name="Mode">One of <c>previous_period previous_year custom</c>.</param>
/// <param name="From">First day, for <c>custom</c>.</param>
/// <param name="To">Last day, for <c>custom</c>.</param>
public sealed record RequestCompare(string Mode, string? From, string? To);
