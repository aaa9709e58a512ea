using Pulsepoint.Mcp.Core.Metrics.Time;

namespace Pulsepoint.Mcp.Core.Metrics.Results;

/// <summary>The same table for other days; row i stands beside row i of the answer.</summary>
/// <param name="Mode">How the days were chosen.</param>
/// <param name="Range">The days.</param>
/// <param name="Rows">Rows in the order of the answer's rows.</param>
/// <param name="Totals">By metric id.</param>
/// <param name="Change">Change of the totals, by metric id.</param>
/// <param name="IsPartial">Whether a day of the range is not whole: today, or a day that a source of the answer has not loaded.</param>
public sealed record ComparedResult(
    string Mode,
    DateRange Range,
    IReadOnlyList<IReadOnlyList<Cell>> Rows,
    IReadOnlyDictionary<string, decimal?> Totals,
    IReadOnlyDictionary<string, MetricChange> Change,
    bool IsPartial);
