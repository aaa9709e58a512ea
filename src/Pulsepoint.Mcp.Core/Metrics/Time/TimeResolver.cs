using NodaTime;
using NodaTime.Text;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Refusals;

namespace Pulsepoint.Mcp.Core.Metrics.Time;

/// <summary>Turns the time of a request into days.</summary>
internal static class TimeResolver
{
    private static readonly LocalDate s_earliest = new(2000, 1, 1);

    public static ResolvedTime Resolve(RequestTime? time, LocalDate today, LocalDate firstDay)
    {
        if (time is null or { Preset: null, From: null, To: null })
            return Preset(TimePresets.Default, today, firstDay) with { IsDefault = true };

        if (time.Preset is not null)
        {
            return time is { From: null, To: null }
                ? Preset(time.Preset, today, firstDay)
                : throw Invalid("A time is either a preset or from and to, not both.");
        }

        var range = Dates(time.From, time.To, "time");
        return new ResolvedTime { Range = range, Kind = KindOf(range), Preset = null, Today = today };
    }

    /// <summary>An inclusive range given as two dates.</summary>
    public static DateRange Dates(string? from, string? to, string where)
    {
        var range = new DateRange(Date(from, $"{where}.from"), Date(to, $"{where}.to"));
        if (range.From > range.To)
            throw Invalid($"{where}.from lies after {where}.to.");

        return range;
    }

    private static LocalDate Date(string? text, string where)
    {
        if (text is null)
            throw Invalid($"{where} is missing.");

        var parsed = LocalDatePattern.Iso.Parse(text);
        return parsed.Success && parsed.Value >= s_earliest && parsed.Value.Year <= 2100
            ? parsed.Value
            : throw Invalid($"{where} is not a date between 2000-01-01 and 2100-12-31, written like 2026-07-01.");
    }

    private static ResolvedTime Preset(string preset, LocalDate today, LocalDate firstDay) =>
        TimePresets.Resolve(preset, today, firstDay) ?? throw Invalid("time.preset is not one of the presets.");

    private static RangeKind KindOf(DateRange range) =>
        CalendarUnits.WholeMonths(range) is not null ? RangeKind.Calendar
        : CalendarUnits.IsWholeWeeks(range) ? RangeKind.Weeks
        : RangeKind.Days;

    public static RefusalException Invalid(string message) => new(
        RefusalCode.TimeInvalid,
        message,
        $"Use {{\"preset\": …}} with one of {TimePresets.Names}, or {{\"from\": \"2026-07-01\", \"to\": \"2026-09-30\"}}.");
}
