using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Core.Rollups;

/// <summary>Everything that one generation of a tenant's roll-ups holds; it replaces the generation before as a whole.</summary>
public sealed record RollupBatch
{
    public required WarehouseState State { get; init; }

    public required IReadOnlyList<SalesDay> Sales { get; init; }

    public required IReadOnlyList<CountrySalesDay> SalesByCountry { get; init; }

    public required IReadOnlyList<ProductSalesDay> SalesByProduct { get; init; }

    public required IReadOnlyList<AdDay> Ads { get; init; }

    public required IReadOnlyList<CountryAdDay> AdsByCountry { get; init; }

    public required IReadOnlyList<SessionDay> Sessions { get; init; }

    public required IReadOnlyList<CountrySessionDay> SessionsByCountry { get; init; }

    public required IReadOnlyList<FxRate> Rates { get; init; }
}
