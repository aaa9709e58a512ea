using NodaTime;
using Pulsepoint.Mcp.Core.Refusals;

namespace Pulsepoint.Mcp.Core.Budgets;

/// <summary>A query that would cost more than it may. Each says what it needs, what is left, and when there is more.</summary>
public static class BudgetRefusal
{
    public static RefusalException Query(long need, long most) => new(
        RefusalCode.BudgetExceeded,
        $"The query would be billed {ByteText.Of(need)}, and one query may be billed {ByteText.Of(most)} at most.",
        "Ask for a shorter time range or fewer brands. Your administrator can allow more with 'pulsepoint-mcp tenant budget'.");

    public static RefusalException User(long need, long rest, Duration untilReset) => OfDay("your", need, rest, untilReset);

    public static RefusalException Tenant(long need, long rest, Duration untilReset) => OfDay("the organisation's", need, rest, untilReset);

    private static RefusalException OfDay(string whose, long need, long rest, Duration untilReset) => new(
        RefusalCode.BudgetExceeded,
        $"The query would be billed {ByteText.Of(need)}, and of {whose} budget for today {ByteText.Of(rest)} are left.",
        $"Ask for a shorter time range or fewer brands, or wait: there is a new budget at 00:00 UTC, in {Text(untilReset)}. Your administrator can allow more with 'pulsepoint-mcp tenant budget'.")
    {
        RetryAfterSeconds = (int)Math.Ceiling(untilReset.TotalSeconds),
    };

    private static string Text(Duration left) => left < Duration.FromHours(1) ? $"{Math.Max(1, left.Minutes)} min" : $"{left.Hours} h {left.Minutes} min";
}
