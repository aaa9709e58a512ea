using System.Globalization;

namespace Pulsepoint.Mcp.DuckDb.Demo;

/// <summary>Ids as a shop's own: numbers kept as text, short enough (twelve letters) that DuckDB holds them in place.</summary>
internal static class DemoVariantId
{
    public static string Of(DemoBrand brand, int product, int variant) =>
        string.Create(CultureInfo.InvariantCulture, $"4{brand.Number:000}0{product:000}{variant:000}");

    public static string Product(DemoBrand brand, int product) =>
        string.Create(CultureInfo.InvariantCulture, $"8{brand.Number:000}0{product:000}");

    public static string Sku(DemoBrand brand, int product, int variant) =>
        string.Create(CultureInfo.InvariantCulture, $"{brand.Prefix}-{product + 101}-{variant + 1:00}");
}
