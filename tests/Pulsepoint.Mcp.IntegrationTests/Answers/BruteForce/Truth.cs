using NodaTime;

namespace Pulsepoint.Mcp.IntegrationTests.Answers.BruteForce;

/// <summary>What each metric is, said once more over rows in memory. Shares nothing with the catalogue and the compiler.</summary>
internal sealed class Truth(IReadOnlyList<RawEvent> events)
{
    private const decimal PerOrder = 4.20m;
    private const decimal FeeRate = 0.029m;

    /// <param name="metric">Its id.</param>
    /// <param name="fulfilment">What packing one order costs, in the answer's currency, by order day and brand.</param>
    /// <param name="byCountry">Whether ads come from the rows by country.</param>
    public decimal? Value(string metric, Func<RawEvent, decimal> fulfilment, bool byCountry)
    {
        var ads = events.Where(e => e.Table == (byCountry ? RawTable.AdsByCountry : RawTable.Ads)).ToList();
        var spend = ads.Sum(e => e["spend"]);
        return metric switch
        {
            "gross_sales" => Gross,
            "discounts" => Discounts,
            "returns" => Returns,
            "net_sales" => Net,
            "shipping" => Shipping,
            "taxes" => Taxes,
            "total_sales" => Total,
            "orders" => Orders,
            "cancelled_orders" => Of(RawTable.Cancellations).Count(),
            "units_sold" => Of(RawTable.Lines).Sum(e => e["qty"]),
            "units_returned" => Of(RawTable.Refunds).Sum(e => e["qty"]),
            "aov" => Ratio(Gross - Discounts, Orders),
            "units_per_order" => Ratio(Of(RawTable.Lines).Sum(e => e["qty"]), Orders),
            "discount_rate" => Ratio(Discounts, Gross),
            "return_rate" => Ratio(Returns, Gross - Discounts),
            "refund_amount" => Of(RawTable.Refunds).Sum(e => e["tender"]),
            "refund_rate" => Ratio(Of(RawTable.Refunds).Select(e => (e.Brand, e.Order)).Distinct().Count(), Orders),
            "new_customers" => NewOrders,
            "customers" => Customers(_ => true),
            "returning_customers" => Customers(IsReturning),
            "returning_customer_rate" => Ratio(Customers(IsReturning), Customers(_ => true)),
            "cogs" => Cogs,
            "gross_profit" => Net - Cogs,
            "gross_margin" => Ratio(Net - Cogs, Net),
            "sessions" => Of(RawTable.Sessions).Sum(e => e["sessions"]),
            "conversion_rate" => Ratio(Of(RawTable.Sessions).Sum(e => e["converted_sessions"]), Of(RawTable.Sessions).Sum(e => e["sessions"])),
            "add_to_cart_rate" => Ratio(Of(RawTable.Sessions).Sum(e => e["cart_sessions"]), Of(RawTable.Sessions).Sum(e => e["sessions"])),
            "ad_spend" => spend,
            "impressions" => ads.Sum(e => e["impressions"]),
            "clicks" => ads.Sum(e => e["clicks"]),
            "ctr" => Ratio(ads.Sum(e => e["clicks"]), ads.Sum(e => e["impressions"])),
            "cpc" => Ratio(spend, ads.Sum(e => e["clicks"])),
            "cpm" => Ratio(1000 * spend, ads.Sum(e => e["impressions"])),
            "platform_conversions" => ads.Sum(e => e["conversions"]),
            "platform_revenue" => ads.Sum(e => e["conv_value"]),
            "platform_cvr" => Ratio(ads.Sum(e => e["conversions"]), ads.Sum(e => e["clicks"])),
            "platform_cpa" => Ratio(spend, ads.Sum(e => e["conversions"])),
            "platform_roas" => Ratio(ads.Sum(e => e["conv_value"]), spend),
            "blended_roas" => Ratio(Net, spend),
            "mer" => Ratio(Total, spend),
            "amer" => Ratio(NewNet, spend),
            "ncac" => Ratio(spend, NewOrders),
            "blended_cpo" => Ratio(spend, Orders),
            "contribution_margin" => Contribution(fulfilment, spend),
            "contribution_margin_rate" => Ratio(Contribution(fulfilment, spend), Net),
            "attribution_gap" => ads.Sum(e => e["conv_value"]) - Net,
            _ => throw new ArgumentException($"The truth does not know {metric}.", nameof(metric)),
        };
    }

    public static decimal Fulfilment(RawEvent order, Func<LocalDate, string, decimal> rate) => PerOrder * rate(order.Day, order.Currency);

    private decimal Gross => Of(RawTable.Lines).Sum(e => e["gross"]);

    private decimal Discounts => Of(RawTable.Lines).Sum(e => e["discount"]);

    private decimal Returns => Of(RawTable.Refunds).Sum(e => e["goods_value"]);

    private decimal Net => Gross - Discounts - Returns;

    private decimal NewNet =>
        Of(RawTable.Lines).Where(IsNew).Sum(e => e["gross"] - e["discount"]) - Of(RawTable.Refunds).Where(IsNew).Sum(e => e["goods_value"]);

    private decimal Shipping => Of(RawTable.Orders).Sum(e => e["shipping"]) - Of(RawTable.Refunds).Sum(e => e["shipping"]);

    private decimal Taxes => Of(RawTable.Lines).Sum(e => e["tax"]) - Of(RawTable.Refunds).Sum(e => e["tax"]);

    private decimal Total => Net + Shipping + Taxes;

    private decimal Orders => Of(RawTable.Lines).Select(e => (e.Brand, e.Order)).Distinct().Count();

    private decimal NewOrders => Of(RawTable.Lines).Where(IsNew).Select(e => (e.Brand, e.Order)).Distinct().Count();

    private decimal Cogs =>
        Of(RawTable.Lines).Sum(e => e["unit_cost"] * e["qty"]) - Of(RawTable.Refunds).Where(e => e.IsRestocked).Sum(e => e["unit_cost"] * e["qty"]);

    private decimal Contribution(Func<RawEvent, decimal> fulfilment, decimal spend) =>
        Net + Shipping - Cogs - Of(RawTable.Orders).Sum(fulfilment) - (FeeRate * (Gross - Discounts + Shipping + Taxes)) - spend;

    private decimal Customers(Func<RawEvent, bool> which) => Of(RawTable.Lines).Where(which).Select(e => (e.Brand, e.Customer)).Distinct().Count();

    private IEnumerable<RawEvent> Of(RawTable table) => events.Where(e => e.Table == table);

    private static bool IsNew(RawEvent e) => e.Of("customer_type") == "new";

    private static bool IsReturning(RawEvent e) => e.Of("customer_type") == "returning";

    private static decimal? Ratio(decimal above, decimal below) => below == 0m ? null : above / below;
}
