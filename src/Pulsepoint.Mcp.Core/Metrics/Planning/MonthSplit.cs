using NodaTime;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Metrics.Time;

namespace Pulsepoint.Mcp.Core.Metrics.Planning;

/// <summary>A range as whole months and the days before and after them, so that a year is read as a dozen sums and a few days.</summary>
/// <param name="Months">The whole months; null where there is none.</param>
/// <param name="Days">What is left, at most two runs of days.</param>
internal sealed record MonthSplit(DateRange? Months, IReadOnlyList<DateRange> Days)
{
    /// <param name="range">What is asked.</param>
    /// <param name="grain">The periods that rows are cut by; those that cut months need every day.</param>
    public static MonthSplit Of(DateRange range, TimeGrain? grain)
    {
        var first = DateAdjusters.StartOfMonth(range.From) == range.From ? range.From : DateAdjusters.StartOfMonth(range.From).PlusMonths(1);
        var last = DateAdjusters.EndOfMonth(range.To) == range.To ? range.To : DateAdjusters.StartOfMonth(range.To).PlusDays(-1);
        if (grain is TimeGrain.Day or TimeGrain.Week || last < first)
            return new MonthSplit(null, [range]);

        List<DateRange> days = [];
        if (range.From < first)
            days.Add(new DateRange(range.From, first.PlusDays(-1)));
        if (last < range.To)
            days.Add(new DateRange(last.PlusDays(1), range.To));

        return new MonthSplit(new DateRange(first, last), days);
    }
}
