using FluentAssertions;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.DuckDb.Demo;

namespace Pulsepoint.Mcp.Tests.DuckDb.Demo;

[TestFixture]
internal sealed class DemoPlanTests
{
    private static readonly LocalDate s_today = new(2026, 11, 23);
    private static readonly IReadOnlyList<DemoDay> s_days = Plan(1);

    [TestCase(2024, 11, 28, 1.4)]
    [TestCase(2024, 11, 29, 4.5)]
    [TestCase(2024, 11, 30, 2.6)]
    [TestCase(2025, 11, 30, 2.4)]
    [TestCase(2025, 12, 1, 4.0)]
    [TestCase(2026, 11, 23, 1.4)]
    [TestCase(2025, 12, 25, 0.6)]
    [TestCase(2025, 12, 26, 1.0)]
    public void Events_move_sales_on_their_days(int year, int month, int day, double factor)
    {
        DemoCalendar.Event(new LocalDate(year, month, day)).Should().Be(factor);
    }

    [Test]
    public void Customers_are_numbered_without_a_gap()
    {
        for (var i = 1; i < s_days.Count; i++)
            s_days[i].NewBefore.Should().Be(s_days[i - 1].NewBefore + s_days[i - 1].NewOrders);
    }

    [Test]
    public void Nobody_returns_on_the_first_day_and_three_in_ten_orders_return_later()
    {
        s_days[0].NewOrders.Should().Be(s_days[0].Orders);
        var later = s_days.Where(d => d.Day >= new LocalDate(2026, 1, 1)).ToArray();
        (1 - later.Sum(d => d.NewOrders) / (double)later.Sum(d => d.Orders)).Should().BeApproximately(0.30, 0.01);
    }

    [Test]
    public void Only_today_is_partial_and_its_conversions_are_still_coming_in()
    {
        s_days.Where(d => d.IsPartial).Select(d => d.Day).Should().Equal(s_today);
        s_days.TakeLast(6).Select(d => d.ClaimedShare).Should().Equal(1, 0.98, 0.885, 0.79, 0.695, 0.60);
    }

    [Test]
    public void Scale_multiplies_orders()
    {
        var ratio = Plan(50).Sum(d => d.Orders) / (double)s_days.Sum(d => d.Orders);

        ratio.Should().BeApproximately(50, 0.1);
    }

    [Test]
    public void Slices_cover_every_day_once()
    {
        var plan = new DemoBrandPlan(AuroraBrands.LumaSkin, new DemoSlots(AuroraBrands.LumaSkin), Plan(20));

        var covered = plan.Slices().SelectMany(s => new DateInterval(s.From, s.To)).ToArray();

        plan.Slices().Count().Should().BeGreaterThan(5);
        covered.Should().Equal(plan.Days.Select(d => d.Day));
    }

    private static IReadOnlyList<DemoDay> Plan(int scale) =>
        DemoPlan.Of(AuroraBrands.LumaSkin, new DemoSlots(AuroraBrands.LumaSkin), DemoCalendar.FirstDay, s_today, scale);
}
