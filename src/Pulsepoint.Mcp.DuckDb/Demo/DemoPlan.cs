using NodaTime;

namespace Pulsepoint.Mcp.DuckDb.Demo;

/// <summary>Plans a brand's days: how many orders, how many of them new customers, and how much is spent on ads.</summary>
internal static class DemoPlan
{
    private const double ReturningShare = 0.30;
    private const int DaysUntilFullReturning = 180;
    private const int ReturnWindowDays = 420;
    private const double SpendShare = 0.22;
    private const double TestShare = 0.003;
    private const double LaunchLift = 1.06;
    private const int LaunchDays = 14;
    private const double MobileShare = 0.65;
    private const double LinesPerOrder = 1.905;

    private static readonly double[] s_claimsByAge = [0.60, 0.695, 0.79, 0.885, 0.98];

    public static IReadOnlyList<DemoDay> Of(DemoBrand brand, DemoSlots slots, LocalDate from, LocalDate today, int scale)
    {
        var days = new List<DemoDay>();
        var newBefore = new List<long>();
        for (var day = from; day <= today; day = day.PlusDays(1))
        {
            var known = newBefore.Count == 0 ? 0 : newBefore[^1] + days[^1].NewOrders;
            newBefore.Add(known);
            var gone = days.Count > ReturnWindowDays ? newBefore[days.Count - ReturnWindowDays] : 0;
            days.Add(One(brand, slots, day, today, scale, known, known - gone));
        }

        return days;
    }

    private static DemoDay One(DemoBrand brand, DemoSlots slots, LocalDate day, LocalDate today, int scale, long newBefore, long window)
    {
        var number = Period.DaysBetween(DemoCalendar.FirstDay, day);
        var season = DemoCalendar.IsSeason(day);
        var mobile = PlantedFindings.MobileConversion(brand.Slug, day);
        var expected = Expected(brand, day, number, scale) * (1 - MobileShare * (1 - mobile));
        var orders = (long)Math.Round(expected * (0.93 + 0.14 * PortableHash.Unit(number, brand.Salt + 900)), MidpointRounding.AwayFromZero);
        var returning = window == 0 ? 0 : (long)Math.Floor(orders * ReturningShare * Math.Min(1, number / (double)DaysUntilFullReturning) + PortableHash.Unit(number, brand.Salt + 901));
        var gross = slots.AveragePriceCents(day) * LinesPerOrder * (season ? 1.30 : 1.14);
        return new DemoDay
        {
            Day = day,
            DayNumber = number,
            UtcOffsetMinutes = brand.Zone.AtLeniently(day.At(new LocalTime(5, 0))).Offset.Seconds / 60,
            IsPartial = day == today,
            Orders = orders,
            Tests = (long)Math.Floor(orders * TestShare + PortableHash.Unit(number, brand.Salt + 902)),
            NewOrders = orders - Math.Min(orders, returning),
            NewBefore = newBefore,
            WindowCustomers = window,
            Era = slots.EraOf(day),
            SeasonCode = season ? $"BFCM{day.Year % 100}" : null,
            MobileShare = MobileShare * mobile / (1 - MobileShare * (1 - mobile)),
            MobileConversion = mobile,
            SpendCents = (long)(expected * gross * SpendShare),
            OrderValueCents = (long)(gross * (season ? 0.76 : 0.92)),
            ClaimedShare = Period.DaysBetween(day, today) is var age && age < s_claimsByAge.Length ? s_claimsByAge[age] : 1,
        };
    }

    /// <summary>Orders before the day's own chance.</summary>
    private static double Expected(DemoBrand brand, LocalDate day, int number, int scale)
    {
        var launches = brand.Campaigns.Count(c => c.IsLaunch && day >= c.StartedOn && day < c.StartedOn.PlusDays(LaunchDays));
        return brand.OrdersPerDay * (double)scale
            * Math.Pow(1 + brand.Growth, number / 365.0)
            * DemoCalendar.Weekday(day)
            * DemoCalendar.Month(day)
            * DemoCalendar.Event(day)
            * Math.Pow(LaunchLift, launches);
    }
}
