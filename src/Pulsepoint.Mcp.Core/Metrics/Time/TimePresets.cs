using System.Globalization;
using NodaTime;
using Pulsepoint.Mcp.Core.Metrics.Query;

namespace Pulsepoint.Mcp.Core.Metrics.Time;

/// <summary>
/// The names of time ranges. <c>last_…</c> ranges are complete and end before today or the running unit;
/// <c>this_…</c> ranges include today.
/// </summary>
public static class TimePresets
{
    public const string Default = "last_30_days";

    public const string Names =
        "today, yesterday, this_week, last_week, last_weekend, this_month, last_month, this_quarter, last_quarter, this_year, "
        + "last_year, all_time, last_N_days, last_N_weeks, last_N_months, bfcm_YYYY, black_friday_YYYY, cyber_monday_YYYY";

    private const int MaxCount = 3_660;

    /// <summary>The range of a preset; null when there is none of that name.</summary>
    /// <param name="preset">Its name.</param>
    /// <param name="today">The business day.</param>
    /// <param name="firstDay">First loaded day, for <c>all_time</c>.</param>
    internal static ResolvedTime? Resolve(string preset, LocalDate today, LocalDate firstDay) => preset switch
    {
        "today" => Days(preset, today, today, today),
        "yesterday" => Days(preset, today.PlusDays(-1), today.PlusDays(-1), today),
        "all_time" => Days(preset, firstDay, today, today),
        "last_weekend" => Of(preset, LastWeekend(today), RangeKind.Weeks, today),
        "this_week" => ToDate(preset, TimeGrain.Week, today) with { Kind = RangeKind.Weeks },
        "this_month" => ToDate(preset, TimeGrain.Month, today),
        "this_quarter" => ToDate(preset, TimeGrain.Quarter, today),
        "this_year" => ToDate(preset, TimeGrain.Year, today),
        "last_week" => Last(preset, TimeGrain.Week, 1, today),
        "last_month" => Last(preset, TimeGrain.Month, 1, today),
        "last_quarter" => Last(preset, TimeGrain.Quarter, 1, today),
        "last_year" => Last(preset, TimeGrain.Year, 1, today),
        _ => Counted(preset, today) ?? EventOf(preset, today),
    };

    private static ResolvedTime? Counted(string preset, LocalDate today)
    {
        if (preset.Split('_') is not ["last", var number, var unit]
            || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            || count is 0 or > MaxCount)
            return null;

        return unit switch
        {
            "days" => Days(preset, today.PlusDays(-count), today.PlusDays(-1), today),
            "weeks" => Last(preset, TimeGrain.Week, count, today),
            "months" => Last(preset, TimeGrain.Month, count, today),
            _ => null,
        };
    }

    private static ResolvedTime? EventOf(string preset, LocalDate today)
    {
        var cut = preset.LastIndexOf('_');
        if (cut < 0 || !int.TryParse(preset.AsSpan(cut + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year is < 2000 or > 2100)
            return null;

        var named = ShoppingEvent.All.FirstOrDefault(e => e.Name == preset[..cut]);
        return named is null ? null : Of(preset, named.In(year), RangeKind.Event, today) with { Event = named };
    }

    private static DateRange LastWeekend(LocalDate today)
    {
        var monday = CalendarUnits.StartOf(TimeGrain.Week, today);
        return new DateRange(monday.PlusDays(-2), monday.PlusDays(-1));
    }

    private static ResolvedTime Last(string preset, TimeGrain unit, int count, LocalDate today)
    {
        var end = CalendarUnits.StartOf(unit, today);
        var range = new DateRange(CalendarUnits.Plus(unit, end, -count), end.PlusDays(-1));
        var kind = unit == TimeGrain.Week ? RangeKind.Weeks : CalendarUnits.WholeMonths(range) is null ? RangeKind.Days : RangeKind.Calendar;
        return Of(preset, range, kind, today);
    }

    private static ResolvedTime ToDate(string preset, TimeGrain unit, LocalDate today) =>
        Of(preset, new DateRange(CalendarUnits.StartOf(unit, today), today), RangeKind.ToDate, today) with { Unit = unit };

    private static ResolvedTime Days(string preset, LocalDate from, LocalDate to, LocalDate today) =>
        Of(preset, new DateRange(from, to), RangeKind.Days, today);

    private static ResolvedTime Of(string preset, DateRange range, RangeKind kind, LocalDate today) =>
        new() { Range = range, Kind = kind, Preset = preset, Today = today };
}
