using static Pulsepoint.Mcp.Core.Provisioning.FactColumns;

namespace Pulsepoint.Mcp.Core.Provisioning;

/// <summary>What the facts are about. These are small, and read whole: rates are looked up by a day that no query names, so they could not be cut by it.</summary>
internal static class DimensionTables
{
    public static DatasetTable Brands { get; } = new(
        "dim_brands", TableKind.Dimensions, "The brands.",
        [BrandId, Text("name"), Currency, Text("timezone", "The brand's IANA time zone."), Text("shop_domain"), Day("launched_at")]);

    public static DatasetTable Customers { get; } = new(
        "dim_customers", TableKind.Dimensions, "The customers, without a name or an address.",
        [
            BrandId, CustomerId, Moment("first_order_at"), Day("first_order_date"), Text("first_country"), Text("first_channel"),
            Whole("orders_count"),
        ])
    {
        Cluster = [BrandId.Name, CustomerId.Name],
    };

    public static DatasetTable Products { get; } = new(
        "dim_products", TableKind.Dimensions, "The variants of all products.",
        [BrandId, VariantId, ProductId, Product, Sku, ProductType, Exact("unit_price"), UnitCost, Day("launched_at")]);

    public static DatasetTable Campaigns { get; } = new(
        "dim_campaigns", TableKind.Dimensions, "The ad campaigns.",
        [Platform, AccountId, CampaignId, BrandId, Text("name"), CampaignType, Text("status"), Day("started_on")]);

    public static DatasetTable Dates { get; } = new(
        "dim_dates", TableKind.Dimensions, "The days of the trade.",
        [Day("date"), Day("iso_week_start"), Day("month"), Day("quarter"), Text("event", "What the day is known for, like Black Friday.")]);

    public static DatasetTable Rates { get; } = new(
        "fx_rates_daily", TableKind.Dimensions, "What one unit of a currency was worth in another on a day.",
        [Day("date"), Text("from_ccy"), Text("to_ccy"), Exact("rate")]);
}
