namespace Pulsepoint.Mcp.Core.Provisioning;

/// <summary>The columns that mean the same in many tables.</summary>
internal static class FactColumns
{
    public static readonly DatasetColumn BrandId = new("brand_id", ColumnType.Text, "The brand, as list_brands names it.");
    public static readonly DatasetColumn Currency = new("currency", ColumnType.Text, "The ISO 4217 code of all money in the row.");
    public static readonly DatasetColumn OrderId = new("order_id", ColumnType.Text);
    public static readonly DatasetColumn CustomerId = new("customer_id", ColumnType.Text, "Null for an order without a customer, as of a guest.");
    public static readonly DatasetColumn OrderDate = new("order_date", ColumnType.Day, "The day of the order in the brand's time zone.");
    public static readonly DatasetColumn EventDate = new("event_date", ColumnType.Day, "The day of the first order in the brand's time zone.");
    public static readonly DatasetColumn Country = new("country", ColumnType.Text, "The ISO 3166 code of two letters; null where it is not known.");
    public static readonly DatasetColumn Region = new("region", ColumnType.Text, "The state or province of the shipping address.");
    public static readonly DatasetColumn SalesChannel = new("sales_channel", ColumnType.Text);
    public static readonly DatasetColumn MarketingChannel = new("marketing_channel", ColumnType.Text);
    public static readonly DatasetColumn CustomerType = new("customer_type", ColumnType.Text, "New, or returning.");
    public static readonly DatasetColumn DiscountCode = new("discount_code", ColumnType.Text);
    public static readonly DatasetColumn ProductId = new("product_id", ColumnType.Text);
    public static readonly DatasetColumn VariantId = new("variant_id", ColumnType.Text);
    public static readonly DatasetColumn Product = new("product", ColumnType.Text, "The product's title on that day.");
    public static readonly DatasetColumn Sku = new("sku", ColumnType.Text);
    public static readonly DatasetColumn ProductType = new("product_type", ColumnType.Text);
    public static readonly DatasetColumn UnitCost = new("unit_cost", ColumnType.Exact, "What one piece cost to buy.");
    public static readonly DatasetColumn Tax = new("tax", ColumnType.Exact);
    public static readonly DatasetColumn Shipping = new("shipping", ColumnType.Exact);
    public static readonly DatasetColumn Quantity = new("qty", ColumnType.Whole);
    public static readonly DatasetColumn IsTest = new("is_test", ColumnType.Flag, "A test order counts for nothing.");
    public static readonly DatasetColumn Platform = new("platform", ColumnType.Text, "The ad platform.");
    public static readonly DatasetColumn AccountId = new("account_id", ColumnType.Text);
    public static readonly DatasetColumn CampaignId = new("campaign_id", ColumnType.Text);
    public static readonly DatasetColumn CampaignType = new("campaign_type", ColumnType.Text);
    public static readonly DatasetColumn Members = new("members", ColumnType.Whole, "How many customers began on this day.");

    public static DatasetColumn Text(string name, string? description = null) => new(name, ColumnType.Text, description);

    public static DatasetColumn Day(string name, string? description = null) => new(name, ColumnType.Day, description);

    public static DatasetColumn Moment(string name, string? description = null) => new(name, ColumnType.Moment, description);

    public static DatasetColumn Whole(string name, string? description = null) => new(name, ColumnType.Whole, description);

    public static DatasetColumn Exact(string name, string? description = null) => new(name, ColumnType.Exact, description);
}
