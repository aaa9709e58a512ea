using System.Globalization;

namespace Pulsepoint.Mcp.DuckDb.Demo;

/// <summary>Ids as a shop's own: long numbers, beyond what fits a floating-point number exactly.</summary>
internal static class DemoVariantId
{
    public static string Of(DemoBrand brand, int product, int variant) =>
        string.Create(CultureInfo.InvariantCulture, $"4{brand.Number}0000000000{product:00}{variant:00}");

    public static string Product(DemoBrand brand, int product) =>
        string.Create(CultureInfo.InvariantCulture, $"8{brand.Number}00000000{product:0000}");

    public static string Sku(DemoBrand brand, int product, int variant) =>
        string.Create(CultureInfo.InvariantCulture, $"{brand.Prefix}-{product + 101}-{variant + 1:00}");
}
