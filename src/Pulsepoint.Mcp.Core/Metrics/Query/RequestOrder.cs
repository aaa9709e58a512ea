namespace Pulsepoint.Mcp.Core.Metrics.Query;

/// <param name="By">A metric or dimension of the query, or <c>date</c>.</param>
/// <param name="Dir"><c>asc</c> or <c>desc</c>; null for desc of metrics and asc of the rest.</param>
public sealed record RequestOrder(string By, string? Dir);
