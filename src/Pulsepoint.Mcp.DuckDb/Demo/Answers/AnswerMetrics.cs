using static Pulsepoint.Mcp.DuckDb.Demo.Answers.AnswerMetric;
using static Pulsepoint.Mcp.DuckDb.Demo.Answers.Measure;

namespace Pulsepoint.Mcp.DuckDb.Demo.Answers;

/// <summary>Every metric of the catalogue that is a sum or a ratio of sums.</summary>
internal static class AnswerMetrics
{
    private static readonly string[] s_orders = [Breakdown.Country, Breakdown.SalesChannel, Breakdown.MarketingChannel, Breakdown.CustomerType];
    private static readonly string[] s_lines = [.. s_orders, Breakdown.Product];
    private static readonly string[] s_sessions = [Breakdown.Country, Breakdown.Device, Breakdown.MarketingChannel];
    private static readonly string[] s_ads = [Breakdown.Platform, Breakdown.Campaign, Breakdown.Country];
    private static readonly string[] s_blended = [Breakdown.Country];

    public static IReadOnlyList<AnswerMetric> All { get; } =
    [
        Money("gross_sales", s_lines, t => t[Gross]),
        Money("discounts", s_lines, t => t[Discounts]),
        Money("returns", s_lines, t => t[Returns]),
        Money("net_sales", s_lines, Net),
        Money("shipping", s_orders, t => t[Shipping]),
        Money("taxes", s_lines, t => t[Tax]),
        Money("total_sales", s_orders, AllSales),
        Count("orders", s_lines, t => t[Orders]),
        Count("cancelled_orders", s_orders, t => t[CancelledOrders]),
        Count("units_sold", s_lines, t => t[UnitsSold]),
        Count("units_returned", s_lines, t => t[UnitsReturned]),
        MoneyPer("aov", s_lines, Sold, t => t[Orders]),
        Ratio("units_per_order", s_lines, t => t[UnitsSold], t => t[Orders]),
        Ratio("discount_rate", s_lines, t => t[Discounts], t => t[Gross]),
        Ratio("return_rate", s_lines, t => t[Returns], Sold),
        Money("refund_amount", s_lines, t => t[RefundAmount]),
        Count("new_customers", s_orders, t => t[NewCustomers]),
        Money("cogs", s_lines, t => t[Cogs]),
        Money("gross_profit", s_lines, t => Net(t) - t[Cogs]),
        Ratio("gross_margin", s_lines, t => Net(t) - t[Cogs], Net),
        Count("sessions", s_sessions, t => t[Sessions]),
        Ratio("conversion_rate", s_sessions, t => t[ConvertedSessions], t => t[Sessions]),
        Ratio("add_to_cart_rate", s_sessions, t => t[CartSessions], t => t[Sessions]),
        Money("ad_spend", s_ads, t => t[Spend]),
        Count("impressions", s_ads, t => t[Impressions]),
        Count("clicks", s_ads, t => t[Clicks]),
        Ratio("ctr", s_ads, t => t[Clicks], t => t[Impressions]),
        MoneyPer("cpc", s_ads, t => t[Spend], t => t[Clicks]),
        MoneyPer("cpm", s_ads, t => t[Spend] * 1000, t => t[Impressions]),
        new("platform_conversions", s_ads, t => Rounded(t[Conversions] / 100)),
        Money("platform_revenue", s_ads, t => t[ConversionValue]),
        Ratio("platform_cvr", s_ads, t => t[Conversions] / 100, t => t[Clicks]),
        MoneyPer("platform_cpa", s_ads, t => t[Spend], t => t[Conversions] / 100),
        Ratio("platform_roas", s_ads, t => t[ConversionValue], t => t[Spend]),
        Ratio("blended_roas", s_blended, Net, t => t[Spend]),
        Ratio("mer", s_blended, AllSales, t => t[Spend]),
        Ratio("amer", s_blended, t => t[FirstOrderNet], t => t[Spend]),
        MoneyPer("ncac", s_blended, t => t[Spend], t => t[NewCustomers]),
        MoneyPer("blended_cpo", s_blended, t => t[Spend], t => t[Orders]),
    ];

    private static decimal Sold(Totals t) => t[Gross] - t[Discounts];

    private static decimal Net(Totals t) => Sold(t) - t[Returns];

    private static decimal AllSales(Totals t) => Net(t) + t[Shipping] + t[Tax];
}
