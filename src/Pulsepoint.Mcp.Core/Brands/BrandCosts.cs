namespace Pulsepoint.Mcp.Core.Brands;

/// <summary>What selling costs a brand beyond goods and ads; no source knows it, so its organisation sets it.</summary>
/// <param name="FulfilmentPerOrder">Packing and shipping of one order, in the brand's currency; null where it is not set.</param>
/// <param name="PaymentFeeRate">Fees of payment as a fraction of what customers pay, 0.029 for 2.9 %; null where it is not set.</param>
public sealed record BrandCosts(decimal? FulfilmentPerOrder, decimal? PaymentFeeRate)
{
    public static BrandCosts NotSet { get; } = new(null, null);

    public bool AreSet => FulfilmentPerOrder is not null && PaymentFeeRate is not null;
}
