using NodaTime;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Metrics.Time;

namespace Pulsepoint.Mcp.Core.Metrics.Results;

/// <summary>Weeks, months, quarters and years that the asked range begins or ends inside: a part of one beside whole ones looks like a fall.</summary>
internal static class CutPeriods
{
    private const int MostNamed = 4;

    public static IEnumerable<string> Warnings(MetricQuery query)
    {
        if (query.Grain is not { } grain || grain == TimeGrain.Day)
            yield break;

        var range = query.Time.Range;
        string[] cut =
        [
            .. TableShaper.Periods(grain, range)
                .Where(p => IsCut(grain, p, range))
                .Select(p => $"{ValueText.Of(p)} has {DaysOf(grain, p, range)} of its {CalendarUnits.Around(grain, p).Days} days"),
        ];
        if (cut.Length > 0)
            yield return $"The range cuts a {Word(grain)}: {string.Join(", ", cut)}. Do not read {(cut.Length == 1 ? "it" : "them")} as whole.";

        if (query.Compare is { Range: var then } && Unequal(grain, range, then).ToArray() is { Length: > 0 } unequal)
            yield return $"Rows compare unequal days: {string.Join(", ", unequal.Take(MostNamed))}{(unequal.Length > MostNamed ? ", and more" : "")}. Their changes say nothing; compare whole {Word(grain)}s.";
    }

    // Whole months differ in length by nature, which nobody is misled by; it is the cut ones that mislead.
    private static IEnumerable<string> Unequal(TimeGrain grain, DateRange now, DateRange then) => TableShaper.Periods(grain, now)
        .Zip(TableShaper.Periods(grain, then))
        .Select(pair => (Period: pair.First, Now: DaysOf(grain, pair.First, now), Then: DaysOf(grain, pair.Second, then), IsCut: IsCut(grain, pair.First, now) || IsCut(grain, pair.Second, then)))
        .Where(row => row.IsCut && row.Now != row.Then)
        .Select(row => $"{ValueText.Of(row.Period)} has {row.Now} beside {row.Then}");

    private static bool IsCut(TimeGrain grain, LocalDate period, DateRange range) => DaysOf(grain, period, range) < CalendarUnits.Around(grain, period).Days;

    private static int DaysOf(TimeGrain grain, LocalDate period, DateRange range)
    {
        var whole = CalendarUnits.Around(grain, period);
        return new DateRange(LocalDate.Max(whole.From, range.From), LocalDate.Min(whole.To, range.To)).Days;
    }

    private static string Word(TimeGrain grain) => grain.ToString().ToLowerInvariant();
}
