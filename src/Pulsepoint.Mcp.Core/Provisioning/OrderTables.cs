using static Pulsepoint.Mcp.Core.Provisioning.FactColumns;

namespace Pulsepoint.Mcp.Core.Provisioning;

/// <summary>What the stores sold and took back.</summary>
internal static class OrderTables
{
    /// <remarks>
    /// Cancellations are read by their own day, which is another than the one it is cut by. No filter on the one says anything of the
    /// other, so the view <c>order_events</c> reads the few columns that this takes of all days; all other questions read their days.
    /// A table of cancellations would say the same twice, and twice could differ.
    /// </remarks>
    public static DatasetTable Orders { get; } = new(
        "orders", TableKind.Facts, "Every order once.",
        [
            BrandId, OrderId, OrderDate, Moment("ordered_at"), CustomerId, CustomerType, IsTest, Moment("cancelled_at"),
            Day("cancel_date", "The day of the cancellation in the brand's time zone; null for an order that stands."), Country, Region,
            SalesChannel, MarketingChannel, DiscountCode, Exact("gross"), Exact("discounts"), Shipping, Tax, Exact("total"), Currency,
            Moment("source_updated_at"),
        ])
    {
        Partition = new DayPartition(OrderDate.Name),
        Cluster = [BrandId.Name, MarketingChannel.Name, Country.Name, SalesChannel.Name],
    };

    public static DatasetTable OrderLines { get; } = new(
        "order_lines", TableKind.Facts, "The lines of every order, also of one that was cancelled later: that is a refund.",
        [
            BrandId, Text("line_id"), OrderId, OrderDate, VariantId, ProductId, Product, Sku, ProductType, Quantity,
            Exact("gross", "Before discounts, without tax."), Exact("discount"), Tax, UnitCost, Currency, CustomerId, Country, Region,
            SalesChannel, MarketingChannel, CustomerType, DiscountCode, IsTest,
        ])
    {
        Partition = new DayPartition(OrderDate.Name),
        Cluster = [BrandId.Name, Product.Name, MarketingChannel.Name, Country.Name],
    };

    public static DatasetTable RefundLines { get; } = new(
        "refund_lines", TableKind.Facts, "What came back or was cancelled, on the day on which it did. A line may come back more than once.",
        [
            BrandId, Text("refund_line_id"), Text("refund_id"), OrderId, Text("line_id", "Null for a refund that is of no line, as of shipping."),
            Day("refund_date", "The day of the refund in the brand's time zone."), OrderDate, VariantId, ProductId, Product, Sku, ProductType,
            Quantity, Exact("goods_value", "Without tax and shipping."), Tax, Shipping, Exact("tender", "What the customer got back."),
            new("restocked", ColumnType.Flag), UnitCost, Currency, CustomerId, Country, Region, SalesChannel, MarketingChannel, CustomerType,
            DiscountCode,
        ])
    {
        Partition = new DayPartition("refund_date"),
        Cluster = [BrandId.Name, Product.Name, MarketingChannel.Name, Country.Name],
    };
}
