namespace Pulsepoint.Mcp.Core.Metrics.Results;

/// <param name="Id">The dimension, <c>date</c>, or the metric.</param>
/// <param name="Type"><c>text date money count percent number</c>.</param>
/// <param name="Unit">Currency of money, <c>percent</c> of fractions; null for the rest.</param>
public sealed record ResultColumn(string Id, string Type, string? Unit);
