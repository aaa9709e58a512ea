using FluentAssertions;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Metrics.Time;

namespace Pulsepoint.Mcp.Tests.Core.Metrics;

internal sealed class CompareResolverTests
{
    private static readonly LocalDate s_firstDay = new(2024, 9, 1);

    [TestCase("yesterday", "2026-11-21", "2026-11-21")]
    [TestCase("last_week", "2026-11-09", "2026-11-15")]
    [TestCase("this_week", "2026-11-16", "2026-11-16")]
    [TestCase("last_month", "2026-09-01", "2026-09-30")]
    [TestCase("this_month", "2026-10-01", "2026-10-23")]
    [TestCase("last_quarter", "2026-04-01", "2026-06-30")]
    [TestCase("this_year", "2025-01-01", "2025-11-23")]
    [TestCase("last_7_days", "2026-11-09", "2026-11-15")]
    public void The_previous_period_of_a_preset(string preset, string from, string to) =>
        Compare(new RequestTime(preset, null, null), "previous_period").Should().Be(Range(from, to));

    [TestCase("last_week", "2025-11-17", "2025-11-23")]
    [TestCase("bfcm_2025", "2024-11-29", "2024-12-02")]
    [TestCase("last_month", "2025-10-01", "2025-10-31")]
    [TestCase("yesterday", "2025-11-22", "2025-11-22")]
    public void The_previous_year_of_a_preset(string preset, string from, string to) =>
        Compare(new RequestTime(preset, null, null), "previous_year").Should().Be(Range(from, to));

    [TestCase("2026-02-01", "2026-02-28", "2026-01-01", "2026-01-31")]
    [TestCase("2026-01-01", "2026-06-30", "2025-07-01", "2025-12-31")]
    [TestCase("2026-03-05", "2026-03-11", "2026-02-26", "2026-03-04")]
    public void Dates_that_are_a_calendar_unit_are_compared_with_the_unit_before(string from, string to, string thenFrom, string thenTo) =>
        Compare(new RequestTime(null, from, to), "previous_period").Should().Be(Range(thenFrom, thenTo));

    [Test]
    public void A_leap_day_is_compared_with_the_28th() =>
        Compare(new RequestTime(null, "2028-02-29", "2028-02-29"), "previous_year").Should().Be(Range("2027-02-28", "2027-02-28"));

    [Test]
    public void A_month_to_date_is_cut_at_the_end_of_a_shorter_month_before()
    {
        var time = TimeResolver.Resolve(new RequestTime("this_month", null, null), new LocalDate(2026, 3, 31), s_firstDay);

        CompareResolver.Resolve(new RequestCompare("previous_period", null, null), time)!.Range.Should().Be(Range("2026-02-01", "2026-02-28"));
    }

    private static DateRange Compare(RequestTime time, string mode) =>
        CompareResolver.Resolve(new RequestCompare(mode, null, null), TimeResolver.Resolve(time, Queries.Today, s_firstDay))!.Range;

    private static DateRange Range(string from, string to) => TimeResolver.Dates(from, to, "time");
}
