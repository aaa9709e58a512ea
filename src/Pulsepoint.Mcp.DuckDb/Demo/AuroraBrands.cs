namespace Pulsepoint.Mcp.DuckDb.Demo;

/// <summary>The brands of aurora, with the names that questions use.</summary>
internal static class AuroraBrands
{
    private static readonly string[] s_sizes = ["XS", "S", "M", "L", "XL"];

    public static DemoBrand LumaSkin { get; } = new(1, "luma-skin", "Luma Skin", "USD", "America/New_York", "L", 220, 0.18,
    [
        new("Glow Serum", "serum", 48.00m, 11.20m, 16, "30 ml", "50 ml"),
        new("Hydra Mist", "mist", 26.00m, 5.10m, 11, "100 ml") { LaunchedOn = new(2026, 3, 10) },
        new("Night Repair Cream", "cream", 62.00m, 14.80m, 12, "50 ml"),
        new("SPF 50 Daily Shield", "sunscreen", 34.00m, 7.60m, 13, "50 ml", "100 ml")
        {
            LaunchedOn = new(2025, 5, 6),
            ReturnWave = (PlantedFindings.SunscreenReturns, 0.18),
        },
        new("Gentle Foam Cleanser", "cleanser", 22.00m, 4.40m, 10, "150 ml", "300 ml"),
        new("Clay Reset Mask", "mask", 29.00m, 6.20m, 6, "75 ml"),
        new("Vitamin C Drops", "serum", 42.50m, 9.90m, 8, "30 ml"),
        new("Barrier Balm", "cream", 31.00m, 6.70m, 7, "40 ml"),
        new("Eye Lift Gel", "cream", 38.00m, 8.30m, 6, "15 ml"),
        new("Lip Quench", "lip care", 13.95m, 2.60m, 7, "Clear", "Rose", "Cocoa"),
        new("Overnight Peel", "mask", 44.90m, 10.10m, 5, "50 ml"),
        new("Micellar Water", "cleanser", 17.50m, 3.30m, 7, "200 ml", "400 ml"),
        new("Travel Trio", "set", 54.00m, 15.40m, 4, "Set"),
        new("Body Silk Lotion", "body", 27.00m, 5.80m, 5, "250 ml"),
        new("Toner Pads", "toner", 24.00m, 5.20m, 6, "60 pads"),
    ],
    [
        new("meta", "Luma - Always On Meta", "prospecting", 5, 11.50m, 0.0125),
        new("meta", "Luma - Retargeting DPA", "retargeting", 2, 14.20m, 0.0190),
        new("meta", "Luma - Spring Glow Prospecting", "prospecting", 3, 10.80m, 0.0118) { StartedOn = new(2026, 3, 2) },
        new("google", "Luma - Brand Search", "search", 2, 38.00m, 0.0820),
        new("google", "Luma - PMax Shopping", "pmax", 4, 9.40m, 0.0110),
        new("tiktok", "Luma - Always On TikTok", "prospecting", 3, 6.20m, 0.0090),
        new("tiktok", "Luma - Spark Creators", "spark", 3, 5.60m, 0.0135) { StartedOn = new(2026, 6, 15) },
    ],
    [
        .. DemoPlaces.UnitedStates(134, 5.95m, 60m),
        new("CA", "ON", 14, 1300, 9.95m, 90m), new("CA", "BC", 8, 1200, 9.95m, 90m),
        new("GB", "ENG", 18, 2000, 11.95m, 100m), new("DE", "BE", 8, 1900, 12.95m, 110m), new("DE", "BY", 8, 1900, 12.95m, 110m),
        new("AU", "NSW", 10, 1000, 14.95m, 120m),
    ]);

    public static DemoBrand Peakform { get; } = new(2, "peakform", "Peakform", "USD", "America/Los_Angeles", "P", 160, 0.12,
    [
        new("Flex Leggings", "apparel", 68.00m, 19.40m, 16, s_sizes) { OutOfStock = PlantedFindings.LeggingsOutOfStock },
        new("Aero Tank", "apparel", 36.00m, 9.10m, 12, s_sizes),
        new("Summit Hoodie", "apparel", 84.00m, 25.70m, 11, s_sizes) { LaunchedOn = new(2025, 9, 16) },
        new("Trail Shorts", "apparel", 48.00m, 12.90m, 11, s_sizes),
        new("Core Bra", "apparel", 42.00m, 11.00m, 9, s_sizes),
        new("Tempo Tee", "apparel", 32.00m, 7.80m, 9, s_sizes),
        new("Storm Jacket", "apparel", 128.00m, 41.50m, 4, s_sizes),
        new("Base Layer Top", "apparel", 52.00m, 14.60m, 6, s_sizes),
        new("Recovery Joggers", "apparel", 72.50m, 20.80m, 7, s_sizes),
        new("Grip Socks", "accessories", 15.90m, 3.20m, 8, "Black", "White"),
        new("Run Cap", "accessories", 24.00m, 5.60m, 5, "Black", "Sand"),
        new("Yoga Mat", "equipment", 58.00m, 17.30m, 5, "4 mm", "6 mm"),
        new("Steel Bottle", "equipment", 28.00m, 7.20m, 6, "500 ml", "750 ml"),
        new("Resistance Set", "equipment", 34.90m, 9.40m, 4, "Set"),
    ],
    [
        new("meta", "Peak - Always On Meta", "prospecting", 5, 12.40m, 0.0115),
        new("meta", "Peak - Back to Gym", "prospecting", 3, 11.90m, 0.0122) { StartedOn = new(2026, 1, 5) },
        new("meta", PlantedFindings.BarrenCampaign, "prospecting", 0.8, 12.10m, 0.0060)
        {
            StartedOn = PlantedFindings.BarrenCampaignDays.Start,
            EndedOn = PlantedFindings.BarrenCampaignDays.End,
            IsBarren = true,
        },
        new("google", "Peak - PMax", "pmax", 4, 9.80m, 0.0105),
        new("google", "Peak - Brand Search", "search", 1.5, 36.00m, 0.0790),
        new("tiktok", "Peak - Always On TikTok", "prospecting", 3, 6.40m, 0.0088),
        new("tiktok", "Peak - Hoodie Drop", "prospecting", 3, 6.10m, 0.0104) { StartedOn = new(2025, 9, 16) },
    ],
    [
        .. DemoPlaces.UnitedStates(146, 6.95m, 75m),
        new("CA", "BC", 12, 1200, 10.95m, 110m), new("CA", "ON", 10, 1300, 10.95m, 110m),
        new("GB", "ENG", 14, 2000, 13.95m, 120m), new("AU", "VIC", 10, 1000, 15.95m, 130m), new("DE", "HH", 8, 1900, 13.95m, 120m),
    ]);

    public static DemoBrand Tidewell { get; } = new(3, "tidewell", "Tidewell", "GBP", "Europe/London", "T", 70, 0.10,
    [
        new("Linen Duvet Set", "bedding", 149.00m, 52.00m, 10, "Double", "King", "Super King"),
        new("Stoneware Mug Set", "tableware", 38.00m, 10.90m, 13, "Sand", "Slate"),
        new("Oak Side Table", "furniture", 189.00m, 71.00m, 5, "Oak") { LaunchedOn = new(2026, 2, 3) },
        new("Wool Throw", "textiles", 79.00m, 24.50m, 10, "Grey", "Rust", "Cream"),
        new("Cotton Sheet Set", "bedding", 95.00m, 31.00m, 8, "Double", "King"),
        new("Ceramic Vase", "decor", 42.00m, 11.70m, 7, "Small", "Large"),
        new("Scented Candle", "decor", 25.83m, 6.10m, 11, "Fig", "Cedar"),
        new("Waffle Towel Set", "textiles", 54.17m, 16.00m, 8, "White", "Clay"),
        new("Jute Rug", "decor", 120.00m, 39.00m, 4, "120 x 180", "160 x 230"),
        new("Table Lamp", "lighting", 87.50m, 29.90m, 5, "Brass"),
        new("Linen Cushion", "textiles", 35.83m, 9.80m, 8, "Sage", "Ochre"),
        new("Glass Carafe", "tableware", 31.67m, 8.20m, 6, "1 l"),
        new("Oak Tray", "tableware", 44.17m, 13.40m, 5, "Oak"),
    ],
    [
        new("meta", "Tide - Always On Meta", "prospecting", 4, 9.20m, 0.0110),
        new("meta", "Tide - Home Refresh", "prospecting", 3, 8.90m, 0.0119) { StartedOn = new(2026, 4, 13) },
        new("google", "Tide - Generic Search", "search", 3, 29.00m, 0.0510),
        new("google", "Tide - PMax", "pmax", 3, 7.80m, 0.0102),
        new("tiktok", "Tide - Always On TikTok", "prospecting", 2, 5.10m, 0.0085),
        new("tiktok", "Tide - Unboxed", "spark", 3, 4.90m, 0.0112) { StartedOn = new(2026, 8, 3) },
    ],
    [
        new("GB", "ENG", 120, 2000, 4.95m, 75m), new("GB", "SCT", 22, 2000, 5.95m, 75m), new("GB", "WLS", 10, 2000, 5.95m, 75m),
        new("IE", "D", 16, 2300, 8.95m, 100m), new("DE", "NW", 12, 1900, 11.95m, 120m), new("FR", "IDF", 12, 2000, 11.95m, 120m),
        new("US", "NY", 8, 0, 19.95m, 200m),
    ]);
}
