namespace Pulsepoint.Mcp.DuckDb.Demo.Answers;

/// <summary>What is added up; money in cents, conversions in hundredths.</summary>
internal enum Measure
{
    Gross,
    Discounts,
    Returns,
    Shipping,
    Tax,
    RefundAmount,
    Cogs,
    UnitsSold,
    UnitsReturned,
    Orders,
    CancelledOrders,
    NewCustomers,
    FirstOrderNet,
    Sessions,
    CartSessions,
    ConvertedSessions,
    Spend,
    Impressions,
    Clicks,
    Conversions,
    ConversionValue,
}
