using FluentAssertions;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Moves;
using Pulsepoint.Mcp.Core.Provisioning;

namespace Pulsepoint.Mcp.Tests.Core.Moves;

internal sealed class TallyTests
{
    private static readonly DatasetTable s_sessions = DatasetTables.All.Single(t => t.Name == "sessions_daily");
    private static readonly LocalDate s_day = new(2026, 11, 1);

    [Test]
    public void Every_row_value_and_number_counts()
    {
        new TallyQuery(s_sessions).Figures.Should().Equal(
            "rows", "values of country", "values of device", "values of marketing_channel", "sum of sessions", "sum of cart_sessions", "sum of checkout_sessions",
            "sum of converted_sessions");
    }

    [Test]
    public void A_table_that_is_cut_by_days_is_asked_by_days()
    {
        new TallyQuery(s_sessions).Sql("sessions_daily", isBounded: false, '$').Should().Contain("where (date >= date '0001-01-01' or date is null)");
        new TallyQuery(s_sessions).Sql("`p.d.sessions_daily`", isBounded: true, '@').Should().Contain("where date between @from and @to");
    }

    [Test]
    public void How_many_zeros_a_decimal_carries_makes_no_difference() =>
        TallyDifference.Of(s_sessions, [Tally("luma-skin", 1.0m)], [Tally("luma-skin", 1.000m)]).Should().BeNull();

    [Test]
    public void A_cent_is_a_difference() =>
        TallyDifference.Of(s_sessions, [Tally("luma-skin", 1.01m)], [Tally("luma-skin", 1m)])
            .Should().Be(new TallyDifference("sessions_daily", "2026-11-01, luma-skin", "sum of sessions", "1.01", "1"));

    [Test]
    public void Nothing_added_up_is_not_zero() =>
        TallyDifference.Of(s_sessions, [Tally("luma-skin", null)], [Tally("luma-skin", 0m)])!.Expected.Should().Be("null");

    [Test]
    public void A_day_or_brand_that_only_one_has_is_a_difference()
    {
        TallyDifference.Of(s_sessions, [Tally("luma-skin", 1m)], [])!.Found.Should().Be("nothing");
        TallyDifference.Of(s_sessions, [], [Tally(null, 1m)])!.Should().BeEquivalentTo(new { Day = "2026-11-01, no brand", Expected = "nothing", Found = "3" });
    }

    [Test]
    public void Rows_of_a_brand_may_have_no_day() =>
        TallyDifference.Of(s_sessions, [Tally("luma-skin", 1m) with { Day = null }], [Tally("luma-skin", 1m)])!.Day.Should().Be("no day, luma-skin");

    // They become part of SQL.
    [Test]
    public void Names_in_the_list_of_tables_are_plain() =>
        DatasetTables.All.SelectMany(t => t.Columns.Select(c => c.Name).Append(t.Name)).Should().OnlyContain(name => name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_'));

    private static FactTally Tally(string? brand, decimal? sessions) => new(s_day, brand, [3, 3, 3, 3, sessions, 1, 1, 1]);
}
