using NodaTime;
using Pulsepoint.Mcp.Core.Usage;

namespace Pulsepoint.Mcp.Core.Alerts;

/// <summary>
/// Whether an event says what an event can: whoever may publish to the topic writes the stream, and what the database would
/// not take as a report must not move a sum here either. The bounds are those of the database; texts are not looked at, for no
/// rule reads them.
/// </summary>
internal static class UsageBounds
{
    private const int LatestSchema = 1_000;
    private const int DayMilliseconds = 86_400_000;
    private const int MostTokens = 10_000_000;
    private const int MostRows = 1_000_000_000;
    private const long MostBytes = 10_000_000_000_000;
    private const decimal CostBound = 100_000;

    private static readonly Duration s_oldest = Duration.FromDays(400);
    private static readonly Duration s_furthestAhead = Duration.FromDays(300);

    public static bool Hold(UsageEvent usage, Instant now) =>
        usage.SchemaVersion is >= 1 and <= LatestSchema
        && usage is not { Type: EventType.ToolCall, Tool: null } and not { Type: EventType.ToolCall, Outcome: null }
        && HasTime(usage, now)
        && usage.CostUsd is null or (>= 0 and < CostBound)
        && IsWithin(usage.LatencyMs, DayMilliseconds) && IsWithin(usage.QueueMs, DayMilliseconds)
        && IsWithin(usage.TokensIn, MostTokens) && IsWithin(usage.TokensOut, MostTokens) && IsWithin(usage.Rows, MostRows)
        && IsWithin(usage.BytesProcessed, MostBytes) && IsWithin(usage.BytesBilled, MostBytes);

    private static bool HasTime(UsageEvent usage, Instant now) =>
        usage.Id.Value is { Version: 7, Variant: >= 8 and <= 11 } && usage.Id.MadeAt >= now - s_oldest && usage.Id.MadeAt <= now + s_furthestAhead
        && usage.OccurredAt.InUtc().Year is >= 2000 and < 2100;

    private static bool IsWithin(long? amount, long most) => amount is null || (amount >= 0 && amount <= most);
}
