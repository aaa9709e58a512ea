using NodaTime;

namespace Pulsepoint.Mcp.Core.Rollups;

/// <summary>
/// Sales of one brand, day and product; money in the brand's currency. Without orders: one with several products would
/// count once for each, so that they never add up.
/// </summary>
public sealed record ProductSalesDay(
    string Brand,
    LocalDate Day,
    string Currency,
    string? Product,
    string? ProductType,
    decimal Gross,
    decimal Discounts,
    decimal Returns,
    decimal Tax,
    decimal RefundAmount,
    decimal Cogs,
    long UnitsSold,
    long UnitsReturned);
