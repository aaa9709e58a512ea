using NodaTime;
using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.DuckDb.Demo;

/// <summary>A demo brand as the generator knows it.</summary>
/// <param name="Number">Unlike every other brand's: the seed of its rows.</param>
/// <param name="Slug">Its id.</param>
/// <param name="Name">The name people say.</param>
/// <param name="Currency">Of the shop and the ad accounts.</param>
/// <param name="TimeZone">Of the shop.</param>
/// <param name="Prefix">Of order numbers.</param>
/// <param name="OrdersPerDay">On a plain day in 2024.</param>
/// <param name="Growth">Per year.</param>
/// <param name="Products">The catalogue.</param>
/// <param name="Campaigns">Ads, named and always-on.</param>
/// <param name="Places">Where its customers live.</param>
internal sealed record DemoBrand(
    int Number,
    string Slug,
    string Name,
    string Currency,
    string TimeZone,
    string Prefix,
    int OrdersPerDay,
    double Growth,
    IReadOnlyList<DemoProduct> Products,
    IReadOnlyList<DemoCampaign> Campaigns,
    IReadOnlyList<DemoPlace> Places)
{
    private static readonly BrandCosts s_costs = new(FulfilmentPerOrder: 4.20m, PaymentFeeRate: 0.029m);

    /// <summary>Salts of one brand lie apart from those of the next.</summary>
    public long Salt => Number * 1_000L;

    public DateTimeZone Zone => DateTimeZoneProviders.Tzdb[TimeZone];

    public LocalDate Today(Instant now) => now.InZone(Zone).Date;

    public Brand Describe() => new(BrandId.Parse(Slug), Name, Currency, TimeZone, ["shopify", "meta", "tiktok", "google"]) { Costs = s_costs };
}
