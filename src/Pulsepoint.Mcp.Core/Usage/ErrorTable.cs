using Pulsepoint.Mcp.Core.Metrics.Results;
using Pulsepoint.Mcp.Core.Refusals;

namespace Pulsepoint.Mcp.Core.Usage;

/// <summary>What failed or was refused, by code.</summary>
internal static class ErrorTable
{
    private const string TooSoon =
        "rate_limited counts every call that came too soon, as reported. The database's own count of them, in 'usage report', is lower: calls that a process refuses by itself never reach it.";

    private static readonly string s_tooSoon = RefusalCode.RateLimited.Name();

    public static UsageTable Of(UsageFrame frame, IReadOnlyList<UsageErrorCount> counts) => frame.Table(
        frame.Query.FromDays,
        [.. frame.GroupColumns(), new ResultColumn("code", "text", null), new ResultColumn("outcome", "text", null), new ResultColumn("events", "count", null)],
        [.. counts.Select(c => (IReadOnlyList<Cell>)[.. frame.GroupCells(c.Group, c.GroupName), Cell.Of(c.Code.Length > 0 ? c.Code : null), Cell.Of(c.Outcome), Cell.Of(c.Events)])],
        // A call about two brands stands with each of them.
        frame.Query.By is UsageGroup.Brand ? new Dictionary<string, decimal?>() : new Dictionary<string, decimal?> { ["events"] = counts.Sum(c => c.Events) },
        counts.Any(c => c.Code == s_tooSoon) ? TooSoon : null);
}
