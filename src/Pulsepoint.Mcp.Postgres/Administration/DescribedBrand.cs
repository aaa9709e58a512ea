using Pulsepoint.Mcp.Core.Brands;

namespace Pulsepoint.Mcp.Postgres.Administration;

internal sealed record DescribedBrand
{
    public required string BrandId { get; init; }

    public required string Name { get; init; }

    public required string Currency { get; init; }

    public required string TimeZone { get; init; }

    public required string[] Sources { get; init; }

    public decimal? FulfilmentPerOrder { get; init; }

    public decimal? PaymentFeeRate { get; init; }

    public Brand ToBrand() => new(Core.Tenancy.BrandId.Parse(BrandId), Name, Currency, TimeZone, Sources) { Costs = new BrandCosts(FulfilmentPerOrder, PaymentFeeRate) };
}
