using static Pulsepoint.Mcp.Core.Rollups.RollupColumnType;

namespace Pulsepoint.Mcp.Core.Rollups;

/// <summary>
/// Every roll-up. Sums by day are in the currency of the brand or ad account. Sums by month stand once in that currency and
/// once more in each that it has rates to, every day at its own rate, so that long windows need no rates: <c>in_currency</c>
/// says which, and <c>summed</c> how many sums by day are in it; one that lacked a rate has fewer than its own currency's.
/// </summary>
public static class RollupTables
{
    private static readonly RollupColumn s_brand = new("brand_id", Text);
    private static readonly RollupColumn s_day = new("event_date", Day);
    private static readonly RollupColumn s_month = new("month", Day);
    private static readonly RollupColumn s_currency = new("currency", Text);
    private static readonly RollupColumn s_inCurrency = new("in_currency", Text);
    private static readonly RollupColumn s_summed = new("summed", Count);
    private static readonly RollupColumn s_placedWorth = new("placed_worth", Amount);

    private static readonly RollupColumn[] s_byChannel = [new("sales_channel", Text), new("customer_type", Text)];
    private static readonly RollupColumn[] s_byCountry = [new("country", Text), new("customer_type", Text)];
    private static readonly RollupColumn[] s_byProduct = [new("product", Text), new("product_type", Text)];
    private static readonly RollupColumn[] s_byCampaign = [new("platform", Text), new("campaign", Text), new("campaign_type", Text)];
    private static readonly RollupColumn[] s_byCampaignAndCountry = [.. s_byCampaign, new("country", Text)];
    private static readonly RollupColumn[] s_byDevice = [new("device", Text)];
    private static readonly RollupColumn[] s_byPlaceAndDevice = [new("country", Text), new("device", Text), new("marketing_channel", Text)];

    private static readonly RollupColumn[] s_sales =
    [
        new("gross", Amount), new("discounts", Amount), new("returns", Amount), new("shipping", Amount), new("tax", Amount),
        new("refund_amount", Amount), new("cogs", Amount), new("units_sold", Count), new("units_returned", Count), new("placed", Count),
        new("cancelled", Count),
    ];

    // Without orders: one with several products would count once for each, so that they never add up; without shipping, which is of no product.
    private static readonly RollupColumn[] s_productSales =
    [
        new("gross", Amount), new("discounts", Amount), new("returns", Amount), new("tax", Amount), new("refund_amount", Amount),
        new("cogs", Amount), new("units_sold", Count), new("units_returned", Count),
    ];

    private static readonly RollupColumn[] s_ads =
        [new("spend", Amount), new("impressions", Count), new("clicks", Count), new("conversions", Amount), new("conversion_value", Amount)];

    private static readonly RollupColumn[] s_sessions = [new("sessions", Count), new("cart_sessions", Count), new("converted_sessions", Count)];

    /// <summary>The daily exchange rates: one unit of <c>from_ccy</c> is worth <c>rate</c> of <c>to_ccy</c> on that day.</summary>
    public static RollupTable Rates { get; } =
        new("fx_rates_daily", [new("date", Day), new("from_ccy", Text), new("to_ccy", Text), new("rate", Amount)]);

    /// <summary>All, in the order in which they are loaded.</summary>
    public static IReadOnlyList<RollupTable> All { get; } =
    [
        new("sales_daily", [s_brand, s_day, s_currency, .. s_byChannel, .. s_sales]),
        new("sales_monthly", [s_brand, s_month, s_currency, s_inCurrency, s_summed, .. s_byChannel, .. s_sales, s_placedWorth]),
        new("sales_by_country_daily", [s_brand, s_day, s_currency, .. s_byCountry, .. s_sales]),
        new("sales_by_country_monthly", [s_brand, s_month, s_currency, s_inCurrency, s_summed, .. s_byCountry, .. s_sales, s_placedWorth]),
        new("sales_by_product_daily", [s_brand, s_day, s_currency, .. s_byProduct, .. s_productSales]),
        new("sales_by_product_monthly", [s_brand, s_month, s_currency, s_inCurrency, s_summed, .. s_byProduct, .. s_productSales]),
        new("ads_daily", [s_brand, s_day, s_currency, .. s_byCampaign, .. s_ads]),
        new("ads_monthly", [s_brand, s_month, s_currency, s_inCurrency, s_summed, .. s_byCampaign, .. s_ads]),
        new("ads_by_country_daily", [s_brand, s_day, s_currency, .. s_byCampaignAndCountry, .. s_ads]),
        new("ads_by_country_monthly", [s_brand, s_month, s_currency, s_inCurrency, s_summed, .. s_byCampaignAndCountry, .. s_ads]),
        new("sessions_daily", [s_brand, s_day, .. s_byDevice, .. s_sessions]),
        new("sessions_monthly", [s_brand, s_month, .. s_byDevice, .. s_sessions]),
        new("sessions_by_country_daily", [s_brand, s_day, .. s_byPlaceAndDevice, .. s_sessions]),
        new("sessions_by_country_monthly", [s_brand, s_month, .. s_byPlaceAndDevice, .. s_sessions]),
        Rates,
    ];

    public static RollupTable Named(string name) => All.First(t => t.Name == name);
}
