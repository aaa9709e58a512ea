namespace Pulsepoint.Mcp.Core.Metrics.Catalogue;

/// <summary>A cost that each organisation sets for its brands, because no source knows it.</summary>
internal enum BrandCost
{
    /// <summary>Money for each order, in the brand's currency.</summary>
    FulfilmentPerOrder,

    /// <summary>A fraction of what customers pay.</summary>
    PaymentFeeRate,
}
