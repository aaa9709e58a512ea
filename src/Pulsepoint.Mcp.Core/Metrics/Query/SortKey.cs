namespace Pulsepoint.Mcp.Core.Metrics.Query;

/// <summary>One column of the order: the metric or dimension of that id, or the period. Missing values come last either way.</summary>
public sealed record SortKey(SortTarget Target, string Id, bool IsDescending);
