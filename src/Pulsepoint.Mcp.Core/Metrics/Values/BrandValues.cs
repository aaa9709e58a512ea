using NodaTime;
using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Core.Metrics.Values;

/// <summary>The brands themselves as values: the profile knows them, also those without data.</summary>
internal static class BrandValues
{
    public static IReadOnlyList<DimensionValue> Find(IReadOnlyList<Brand> brands, WarehouseState facts, string? search, ValuePlace? after, int count) =>
    [
        .. brands
            .Select(brand => (brand, Rank: search is null ? 0 : Math.Min(Rank(brand.Id.Value, search), Rank(brand.Name, search))))
            .Where(b => b.Rank < int.MaxValue)
            .OrderBy(b => b.Rank)
            .SkipWhile(b => after is not null && b.brand.Id.Value != after.Value)
            .Skip(after is null ? 0 : 1)
            .Take(count)
            .Select(b => new DimensionValue(
                b.brand.Id.Value,
                [b.brand.Id],
                facts.Loads.Where(l => l.Brand == b.brand.Id).Select(l => (LocalDate?)l.DataThrough).Max())),
    ];

    private static int Rank(string name, string search) => name.IndexOf(search, StringComparison.OrdinalIgnoreCase) switch
    {
        < 0 => int.MaxValue,
        0 when name.Length == search.Length => 0,
        0 => 1,
        _ => 2,
    };
}
