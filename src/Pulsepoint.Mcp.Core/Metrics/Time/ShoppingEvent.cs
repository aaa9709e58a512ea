using NodaTime;

namespace Pulsepoint.Mcp.Core.Metrics.Time;

/// <summary>An event of the shopping year that hangs on Thanksgiving, the fourth Thursday of November.</summary>
/// <param name="Name"><c>bfcm</c>, <c>black_friday</c> or <c>cyber_monday</c>.</param>
/// <param name="FirstDay">Days after Thanksgiving on which it begins.</param>
/// <param name="LastDay">Days after Thanksgiving on which it ends.</param>
public sealed record ShoppingEvent(string Name, int FirstDay, int LastDay)
{
    public static IReadOnlyList<ShoppingEvent> All { get; } =
    [
        new("bfcm", 1, 4),
        new("black_friday", 1, 1),
        new("cyber_monday", 4, 4),
    ];

    public DateRange In(int year)
    {
        var thanksgiving = LocalDate.FromYearMonthWeekAndDay(year, 11, 4, IsoDayOfWeek.Thursday);
        return new DateRange(thanksgiving.PlusDays(FirstDay), thanksgiving.PlusDays(LastDay));
    }
}
