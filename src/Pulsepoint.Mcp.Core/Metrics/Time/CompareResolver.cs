using NodaTime;
using Pulsepoint.Mcp.Core.Metrics.Query;

namespace Pulsepoint.Mcp.Core.Metrics.Time;

/// <summary>Finds the days that a range is compared with.</summary>
internal static class CompareResolver
{
    public static ResolvedCompare? Resolve(RequestCompare? compare, ResolvedTime time) => compare?.Mode switch
    {
        null => null,
        "previous_period" => new ResolvedCompare(compare.Mode, PreviousPeriod(time)),
        "previous_year" => new ResolvedCompare(compare.Mode, PreviousYear(time)),
        "custom" => new ResolvedCompare(compare.Mode, TimeResolver.Dates(compare.From, compare.To, "compare")),
        _ => throw TimeResolver.Invalid("compare.mode is not one of previous_period, previous_year, custom."),
    };

    /// <summary>
    /// A calendar unit: the unit before. A unit to date: the same elapsed part of the unit before (of a year: the same
    /// dates), cut at its end. Anything else: as many days just before.
    /// </summary>
    private static DateRange PreviousPeriod(ResolvedTime time)
    {
        var range = time.Range;

        if (time.Kind == RangeKind.Calendar && CalendarUnits.WholeMonths(range) is { } months)
            return new DateRange(range.From.PlusMonths(-months), range.From.PlusDays(-1));

        // A week to date is compared with the same weekdays of the week before.
        if (time is { Kind: RangeKind.Weeks, Unit: TimeGrain.Week })
            return range.PlusDays(-7);

        if (time is { Kind: RangeKind.ToDate, Unit: { } unit })
        {
            if (unit == TimeGrain.Year)
                return YearBefore(range);

            var start = CalendarUnits.Plus(unit, range.From, -1);
            return new DateRange(start, LocalDate.Min(start.PlusDays(range.Days - 1), range.From.PlusDays(-1)));
        }

        return range.PlusDays(-range.Days);
    }

    /// <summary>Weeks: 364 days before, so that weekdays match. Events: the same event a year earlier. Else the same dates.</summary>
    private static DateRange PreviousYear(ResolvedTime time) => time.Kind switch
    {
        RangeKind.Weeks => time.Range.PlusDays(-364),
        RangeKind.Event => time.Event!.In(time.Range.From.Year - 1), // an event range always names its event
        _ => YearBefore(time.Range),
    };

    private static DateRange YearBefore(DateRange range) => new(range.From.PlusYears(-1), range.To.PlusYears(-1));
}
