using Pulsepoint.Mcp.Core.Metrics.Results;

namespace Pulsepoint.Mcp.Core.Usage;

/// <summary>What people said of answers, and which part of what they judged was right.</summary>
internal static class AccuracyTable
{
    private const string OnTheirWay = "Answers and verdicts of the last moments may not be in it yet: they reach the database some seconds after they were given.";

    private static readonly IReadOnlyList<(ResultColumn Column, Func<UsageVerdicts, decimal?> Of)> s_figures =
    [
        (new ResultColumn("answers", "count", null), v => v.Answers),
        (new ResultColumn("correct", "count", null), v => v.Correct),
        (new ResultColumn("partly", "count", null), v => v.Partly),
        (new ResultColumn("wrong", "count", null), v => v.Wrong),
        (new ResultColumn("accuracy", "percent", "percent"), v => v.Correct + v.Partly + v.Wrong is > 0 and var judged ? decimal.Round((decimal)v.Correct / judged, 6) : null),
    ];

    public static UsageTable Of(UsageFrame frame, IReadOnlyList<UsageVerdicts> groups, IReadOnlyList<UsageVerdicts> total) => frame.Table(
        readsDays: false,
        [.. frame.GroupColumns(), .. s_figures.Select(f => f.Column)],
        [.. groups.Select(g => (IReadOnlyList<Cell>)[.. frame.GroupCells(g.Group, g.GroupName), .. s_figures.Select(f => Cell.Of(f.Of(g)))])],
        s_figures.ToDictionary(f => f.Column.Id, f => f.Of(total.SingleOrDefault() ?? new UsageVerdicts("", null, 0, 0, 0, 0)), StringComparer.Ordinal),
        frame.Query.Days.To >= frame.Today ? OnTheirWay : null);
}
