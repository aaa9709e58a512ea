using NodaTime;

namespace Pulsepoint.Mcp.Core.Metrics.Time;

/// <summary>Days from the first to the last, both included.</summary>
public readonly record struct DateRange(LocalDate From, LocalDate To)
{
    public int Days => Period.DaysBetween(From, To) + 1;

    public bool Contains(LocalDate day) => day >= From && day <= To;

    /// <summary>From the first day of the first month to the last day of the last.</summary>
    public DateRange ToWholeMonths() => new(DateAdjusters.StartOfMonth(From), DateAdjusters.EndOfMonth(To));

    public DateRange PlusDays(int days) => new(From.PlusDays(days), To.PlusDays(days));
}
