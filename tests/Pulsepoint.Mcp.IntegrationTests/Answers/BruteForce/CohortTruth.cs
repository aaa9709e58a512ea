using NodaTime;

namespace Pulsepoint.Mcp.IntegrationTests.Answers.BruteForce;

/// <summary>What customers were worth, repeated and came back for, by their first order: customer by customer, in plain C#.</summary>
internal sealed class CohortTruth(RawFacts facts, string brand, LocalDate dataThrough)
{
    private readonly List<Customer> _customers =
    [
        .. facts.Events
            .Where(e => e.Brand == brand && e.Table is RawTable.Orders or RawTable.Lines or RawTable.Refunds)
            .GroupBy(e => e.Customer)
            .Select(Customer.Of),
    ];

    /// <param name="metric">Its id.</param>
    /// <param name="from">First day of first orders.</param>
    /// <param name="to">Last day of first orders.</param>
    /// <param name="isIn">Whether a first order counts; for spend, whether an ad does.</param>
    /// <param name="month">The month since the first order; of retention alone.</param>
    /// <param name="product">One that the first order has; null for any.</param>
    public decimal? Value(string metric, LocalDate from, LocalDate to, Func<RawEvent, bool> isIn, int? month = null, string? product = null)
    {
        Customer[] cohort = [.. _customers.Where(c => c.First.Day >= from && c.First.Day <= to && isIn(c.First) && (product is null || c.Has(product)))];
        return metric switch
        {
            "repeat_rate_90d" => Ratio(Mature(cohort, 90).Count(c => c.Orders.Count > 1 && c.Age(c.Orders[1].Day) <= 90), Mature(cohort, 90).Count()),
            "cohort_retention" => Retention(cohort, month!.Value), // asked for with a month
            "ltv_cac_ratio" => Ratio(Profit(Mature(cohort, 90), 90) * cohort.Length, Mature(cohort, 90).Count() * Spend(from, to, isIn)),
            "payback_months" => Payback(cohort, Spend(from, to, isIn)),
            _ when metric.StartsWith("ltv_", StringComparison.Ordinal) => LifetimeValue(cohort, int.Parse(metric[4..], System.Globalization.CultureInfo.InvariantCulture)),
            _ => throw new ArgumentException($"The truth does not know {metric}.", nameof(metric)),
        };
    }

    private decimal? LifetimeValue(Customer[] cohort, int days) =>
        Ratio(Mature(cohort, days).Sum(c => c.Ledger.Where(e => c.Age(e.Day) <= days).Sum(Worth)), Mature(cohort, days).Count());

    private decimal? Retention(Customer[] cohort, int month)
    {
        Customer[] reached = [.. cohort.Where(c => c.MonthOf(dataThrough) >= month)];
        return Ratio(reached.Count(c => c.Orders.Any(o => c.MonthOf(o.Day) == month)), reached.Length);
    }

    private decimal? Payback(Customer[] cohort, decimal spend)
    {
        for (var month = 1; month <= 12 && cohort.Length > 0; month++)
        {
            Customer[] mature = [.. Mature(cohort, month * 30)];
            if (mature.Length == 0)
                return null;

            if (Profit(mature, month * 30) / mature.Length >= spend / cohort.Length)
                return month;
        }

        return null;
    }

    private IEnumerable<Customer> Mature(IEnumerable<Customer> cohort, int days) => cohort.Where(c => c.First.Day.PlusDays(days) <= dataThrough);

    private static decimal Profit(IEnumerable<Customer> cohort, int days) =>
        cohort.Sum(c => c.Ledger.Where(e => c.Age(e.Day) <= days).Sum(e => Worth(e) - Cost(e)));

    /// <summary>Ads have a country only in the rows by country, and no channel: those cuts are not asked for here.</summary>
    private decimal Spend(LocalDate from, LocalDate to, Func<RawEvent, bool> isIn) => facts.Events
        .Where(e => e.Table == RawTable.Ads && e.Brand == brand && e.Day >= from && e.Day <= to && isIn(e))
        .Sum(e => e["spend"]);

    private static decimal Worth(RawEvent e) => e.Table == RawTable.Lines ? e["gross"] - e["discount"] : -e["goods_value"];

    private static decimal Cost(RawEvent e) => e.Table == RawTable.Lines ? e["unit_cost"] * e["qty"] : e.IsRestocked ? -e["unit_cost"] * e["qty"] : 0m;

    private static decimal? Ratio(decimal above, decimal below) => below == 0m ? null : above / below;

    private sealed record Customer(RawEvent First, IReadOnlyList<RawEvent> Orders, IReadOnlyList<RawEvent> Ledger)
    {
        public static Customer Of(IEnumerable<RawEvent> events)
        {
            var all = events.ToLookup(e => e.Table);
            RawEvent[] orders = [.. all[RawTable.Orders].OrderBy(o => o["moment"])];
            return new Customer(orders[0], orders, [.. all[RawTable.Lines], .. all[RawTable.Refunds]]);
        }

        public bool Has(string product) => Ledger.Any(e => e.Table == RawTable.Lines && e.Order == First.Order && e.Of("product") == product);

        public int Age(LocalDate day) => Period.DaysBetween(First.Day, day);

        public int MonthOf(LocalDate day) => ((day.Year - First.Day.Year) * 12) + day.Month - First.Day.Month;
    }
}
