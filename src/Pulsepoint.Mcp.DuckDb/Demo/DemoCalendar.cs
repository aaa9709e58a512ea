using NodaTime;

namespace Pulsepoint.Mcp.DuckDb.Demo;

/// <summary>How a day of the year and of the week sells.</summary>
internal static class DemoCalendar
{
    public static LocalDate FirstDay { get; } = new(2024, 9, 1);

    private static readonly double[] s_weekdays = [1.05, 1.00, 0.98, 0.97, 0.96, 0.96, 1.08];
    private static readonly double[] s_months = [.92, .90, .95, .96, 1.0, .98, .94, .95, 1.0, 1.05, 1.15, 1.2];

    public static double Weekday(LocalDate day) => s_weekdays[(int)day.DayOfWeek - 1];

    public static double Month(LocalDate day) => s_months[day.Month - 1];

    public static double Event(LocalDate day)
    {
        var thanksgiving = Thanksgiving(day.Year);
        if (day.Month == 12 && day.Day is >= 18 and <= 25)
            return 0.6;

        return Period.DaysBetween(thanksgiving, day) switch
        {
            >= -3 and <= 0 => 1.4,
            1 => 4.5,
            2 => 2.6,
            3 => 2.4,
            4 => 4.0,
            _ => 1,
        };
    }

    /// <summary>Black Friday to Cyber Monday.</summary>
    public static bool IsSeason(LocalDate day) => Period.DaysBetween(Thanksgiving(day.Year), day) is >= 1 and <= 4;

    private static LocalDate Thanksgiving(int year) => LocalDate.FromYearMonthWeekAndDay(year, 11, 4, IsoDayOfWeek.Thursday);
}
