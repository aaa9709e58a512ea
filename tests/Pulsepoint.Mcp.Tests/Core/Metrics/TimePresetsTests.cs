using FluentAssertions;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Refusals;

namespace Pulsepoint.Mcp.Tests.Core.Metrics;

internal sealed class TimePresetsTests
{
    private static readonly LocalDate s_firstDay = new(2024, 9, 1);

    [TestCase("today", "2026-11-23", "2026-11-23")]
    [TestCase("yesterday", "2026-11-22", "2026-11-22")]
    [TestCase("this_week", "2026-11-23", "2026-11-23")]
    [TestCase("last_week", "2026-11-16", "2026-11-22")]
    [TestCase("last_weekend", "2026-11-21", "2026-11-22")]
    [TestCase("this_month", "2026-11-01", "2026-11-23")]
    [TestCase("last_month", "2026-10-01", "2026-10-31")]
    [TestCase("this_quarter", "2026-10-01", "2026-11-23")]
    [TestCase("last_quarter", "2026-07-01", "2026-09-30")]
    [TestCase("this_year", "2026-01-01", "2026-11-23")]
    [TestCase("last_year", "2025-01-01", "2025-12-31")]
    [TestCase("all_time", "2024-09-01", "2026-11-23")]
    [TestCase("last_7_days", "2026-11-16", "2026-11-22")]
    [TestCase("last_4_weeks", "2026-10-26", "2026-11-22")]
    [TestCase("last_3_months", "2026-08-01", "2026-10-31")]
    [TestCase("bfcm_2025", "2025-11-28", "2025-12-01")]
    [TestCase("black_friday_2024", "2024-11-29", "2024-11-29")]
    [TestCase("cyber_monday_2026", "2026-11-30", "2026-11-30")]
    public void A_preset_means_the_same_days_for_everybody(string preset, string from, string to)
    {
        var resolved = TimePresets.Resolve(preset, Queries.Today, s_firstDay);

        resolved!.Range.Should().Be(Range(from, to));
    }

    [TestCase("last_0_days")]
    [TestCase("last_99999_days")]
    [TestCase("last_-3_days")]
    [TestCase("bfcm_1066")]
    [TestCase("Yesterday")]
    [TestCase("last_ 7_days")]
    [TestCase("next_week")]
    public void A_preset_that_is_none_is_refused(string preset)
    {
        var ask = () => TimeResolver.Resolve(new RequestTime(preset, null, null), Queries.Today, s_firstDay);

        ask.Should().Throw<RefusalException>().Which.Code.Should().Be(RefusalCode.TimeInvalid);
    }

    [Test]
    public void No_time_means_the_last_30_days_and_says_so()
    {
        var resolved = TimeResolver.Resolve(null, Queries.Today, s_firstDay);

        resolved.IsDefault.Should().BeTrue();
        resolved.Range.Should().Be(Range("2026-10-24", "2026-11-22"));
    }

    [TestCase("2026-02-30", "2026-03-01")]
    [TestCase("2026-03-02", "2026-03-01")]
    [TestCase("1999-12-31", "2026-03-01")]
    [TestCase("2026-03-01", null)]
    public void Dates_that_make_no_range_are_refused(string? from, string? to)
    {
        var ask = () => TimeResolver.Resolve(new RequestTime(null, from, to), Queries.Today, s_firstDay);

        ask.Should().Throw<RefusalException>().Which.Code.Should().Be(RefusalCode.TimeInvalid);
    }

    private static DateRange Range(string from, string to) => TimeResolver.Dates(from, to, "time");
}
