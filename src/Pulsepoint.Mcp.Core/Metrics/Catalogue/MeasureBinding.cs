namespace Pulsepoint.Mcp.Core.Metrics.Catalogue;

/// <summary>How one source yields a measure: a sum of a column, or a count of distinct ids, of the rows that meet a condition.</summary>
/// <param name="Column">The column that is summed or whose values are counted.</param>
/// <param name="IsDistinct">Counts distinct values instead of summing.</param>
/// <param name="Times">The cost of each brand that a sum is multiplied by; null for none.</param>
/// <param name="When">Condition in SQL that every dialect reads; null for every row.</param>
/// <param name="MonthColumn">What is summed of sums by month: the same column, but for a count that a cost turns into money.</param>
internal sealed record MeasureBinding(string Column, bool IsDistinct, string? When, BrandCost? Times, string MonthColumn);
