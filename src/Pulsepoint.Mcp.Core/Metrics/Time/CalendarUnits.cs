using NodaTime;
using Pulsepoint.Mcp.Core.Metrics.Query;

namespace Pulsepoint.Mcp.Core.Metrics.Time;

/// <summary>Where calendar units begin and end: weeks on Monday, quarters in January, April, July and October.</summary>
internal static class CalendarUnits
{
    public static LocalDate StartOf(TimeGrain unit, LocalDate day) => unit switch
    {
        TimeGrain.Day => day,
        TimeGrain.Week => day.PlusDays(1 - (int)day.DayOfWeek),
        TimeGrain.Month => new LocalDate(day.Year, day.Month, 1),
        TimeGrain.Quarter => new LocalDate(day.Year, (((day.Month - 1) / 3) * 3) + 1, 1),
        TimeGrain.Year => new LocalDate(day.Year, 1, 1),
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "Unknown unit of time."),
    };

    public static LocalDate Plus(TimeGrain unit, LocalDate start, int count) => unit switch
    {
        TimeGrain.Day => start.PlusDays(count),
        TimeGrain.Week => start.PlusWeeks(count),
        TimeGrain.Month => start.PlusMonths(count),
        TimeGrain.Quarter => start.PlusMonths(3 * count),
        TimeGrain.Year => start.PlusYears(count),
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "Unknown unit of time."),
    };

    /// <summary>The whole unit that a day lies in.</summary>
    public static DateRange Around(TimeGrain unit, LocalDate day)
    {
        var start = StartOf(unit, day);
        return new DateRange(start, Plus(unit, start, 1).PlusDays(-1));
    }

    /// <summary>How many months a range spans if it is exactly a month, quarter, half or year; else null.</summary>
    public static int? WholeMonths(DateRange range)
    {
        if (range.From.Day != 1)
            return null;

        foreach (var months in (int[])[1, 3, 6, 12])
        {
            if (range.From.PlusMonths(months).PlusDays(-1) == range.To && (range.From.Month - 1) % months == 0)
                return months;
        }

        return null;
    }

    public static bool IsWholeWeeks(DateRange range) =>
        range.From.DayOfWeek == IsoDayOfWeek.Monday && range.To.DayOfWeek == IsoDayOfWeek.Sunday;
}
