using CsCheck;
using FluentAssertions;
using NodaTime;
using NodaTime.Text;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Metrics.Planning;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Metrics.Time;

namespace Pulsepoint.Mcp.Tests.Core.Metrics;

internal sealed class MonthSplitTests
{
    [TestCase("2026-10-01", "2026-10-31", "2026-10-01..2026-10-31", "")]
    [TestCase("2026-10-02", "2026-10-31", null, "2026-10-02..2026-10-31")]
    [TestCase("2026-10-01", "2026-11-01", "2026-10-01..2026-10-31", "2026-11-01..2026-11-01")]
    [TestCase("2026-01-31", "2026-02-28", "2026-02-01..2026-02-28", "2026-01-31..2026-01-31")]
    [TestCase("2025-11-23", "2026-11-22", "2025-12-01..2026-10-31", "2025-11-23..2025-11-30 2026-11-01..2026-11-22")]
    [TestCase("2026-10-15", "2026-11-14", null, "2026-10-15..2026-11-14")]
    [TestCase("2024-02-01", "2024-02-28", null, "2024-02-01..2024-02-28")]
    public void A_range_is_whole_months_and_the_days_around_them(string from, string to, string? months, string days)
    {
        var split = MonthSplit.Of(new DateRange(Day(from), Day(to)), grain: null);

        (split.Months is { } m ? Text(m) : null).Should().Be(months);
        string.Join(' ', split.Days.Select(Text)).Should().Be(days);
    }

    [TestCase(TimeGrain.Day, false)]
    [TestCase(TimeGrain.Week, false)]
    [TestCase(TimeGrain.Month, true)]
    [TestCase(TimeGrain.Quarter, true)]
    [TestCase(TimeGrain.Year, true)]
    public void Periods_that_cut_months_need_every_day(TimeGrain grain, bool areMonthsRead)
    {
        var year = new DateRange(new LocalDate(2026, 1, 1), new LocalDate(2026, 12, 31));

        (MonthSplit.Of(year, grain).Months is not null).Should().Be(areMonthsRead);
    }

    [Test]
    public void Every_day_is_read_once_and_no_other() =>
        Gen.Select(Gen.Int[0, 900], Gen.Int[0, 500]).Sample((start, length) =>
        {
            var range = new DateRange(new LocalDate(2024, 1, 15).PlusDays(start), new LocalDate(2024, 1, 15).PlusDays(start + length));

            var split = MonthSplit.Of(range, grain: null);

            DateRange[] runs = [.. split.Days, .. split.Months is { } months ? new[] { months } : []];
            runs.SelectMany(Each).Order().Should().Equal(Each(range));
            (split.Months?.ToWholeMonths()).Should().Be(split.Months);
        });

    private static IEnumerable<LocalDate> Each(DateRange range) => Enumerable.Range(0, range.Days).Select(i => range.From.PlusDays(i));

    private static LocalDate Day(string text) => LocalDatePattern.Iso.Parse(text).Value;

    private static string Text(DateRange range) => $"{LocalDatePattern.Iso.Format(range.From)}..{LocalDatePattern.Iso.Format(range.To)}";
}
