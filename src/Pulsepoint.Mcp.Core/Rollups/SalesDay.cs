using NodaTime;

namespace Pulsepoint.Mcp.Core.Rollups;

/// <summary>Sales and orders of one brand, day, sales channel and customer type; money in the brand's currency.</summary>
public sealed record SalesDay(
    string Brand,
    LocalDate Day,
    string Currency,
    string SalesChannel,
    string CustomerType,
    decimal Gross,
    decimal Discounts,
    decimal Returns,
    decimal Shipping,
    decimal Tax,
    decimal RefundAmount,
    decimal Cogs,
    long UnitsSold,
    long UnitsReturned,
    long Placed,
    long Cancelled);
