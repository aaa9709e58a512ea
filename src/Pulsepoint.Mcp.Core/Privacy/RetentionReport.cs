namespace Pulsepoint.Mcp.Core.Privacy;

/// <summary>What is too old.</summary>
/// <param name="Rows">By organisation and table, without those of which nothing is.</param>
/// <param name="Months">Those that went, or would go, as a whole: their rows are among the others.</param>
public sealed record RetentionReport(IReadOnlyList<ExpiredRows> Rows, IReadOnlyList<string> Months);
