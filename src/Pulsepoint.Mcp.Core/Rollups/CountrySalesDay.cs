using NodaTime;

namespace Pulsepoint.Mcp.Core.Rollups;

/// <summary>Sales and orders of one brand, day, country and customer type; money in the brand's currency.</summary>
public sealed record CountrySalesDay(
    string Brand,
    LocalDate Day,
    string Currency,
    string? Country,
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
