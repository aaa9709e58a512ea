namespace Pulsepoint.Mcp.DuckDb.Demo;

/// <summary>The brands of borealis and cinder.</summary>
internal static class OtherBrands
{
    public static DemoBrand KestrelCoffee { get; } = new(4, "kestrel-coffee", "Kestrel Coffee", "EUR", "Europe/Berlin", "K", 130, 0.15,
    [
        new("Highland Blend", "coffee", 13.90m, 5.10m, 14, "250 g", "1 kg"),
        new("Night Shift Espresso", "coffee", 14.90m, 5.60m, 13, "250 g", "1 kg"),
        new("Morning Filter", "coffee", 12.90m, 4.70m, 12, "250 g"),
        new("Decaf Meadow", "coffee", 14.50m, 5.40m, 6, "250 g"),
        new("Single Origin Huila", "coffee", 17.90m, 7.20m, 8, "250 g"),
        new("Pour Over Kit", "equipment", 49.00m, 18.00m, 4, "Kit"),
        new("Burr Grinder", "equipment", 129.00m, 58.00m, 2, "Black", "Steel"),
        new("Enamel Mug", "accessories", 15.00m, 4.10m, 6, "White", "Green"),
        new("Cold Brew Bags", "coffee", 18.50m, 6.90m, 6, "12 bags"),
        new("Paper Filters", "accessories", 6.50m, 1.60m, 8, "100"),
        new("Barista Scale", "equipment", 59.00m, 24.00m, 2, "Scale"),
        new("Tasting Box", "coffee", 34.00m, 12.80m, 5, "4 x 100 g"),
    ],
    [
        new("meta", "Kestrel - Always On Meta", "prospecting", 4, 7.90m, 0.0120),
        new("meta", "Kestrel - Retargeting", "retargeting", 2, 10.10m, 0.0180),
        new("google", "Kestrel - Brand Search", "search", 2, 24.00m, 0.0760),
        new("google", "Kestrel - PMax", "pmax", 3, 6.90m, 0.0101),
        new("tiktok", "Kestrel - Roastery Stories", "spark", 3, 4.30m, 0.0098),
    ],
    [
        new("DE", "BE", 50, 700, 4.90m, 39m), new("DE", "BY", 44, 700, 4.90m, 39m), new("DE", "NW", 46, 700, 4.90m, 39m),
        new("AT", "W", 24, 1000, 7.90m, 59m), new("NL", "NH", 16, 900, 8.90m, 69m), new("FR", "IDF", 12, 550, 9.90m, 79m),
        new("CH", "ZH", 8, 260, 14.90m, 99m),
    ]);

    public static DemoBrand Nordpaw { get; } = new(5, "nordpaw", "Nordpaw", "EUR", "Europe/Berlin", "N", 90, 0.20,
    [
        new("Trail Harness", "harness", 44.90m, 14.10m, 10, "S", "M", "L"),
        new("Fjord Leash", "leash", 26.90m, 7.80m, 10, "1.5 m", "3 m"),
        new("Salmon Bites", "treats", 8.90m, 3.10m, 14, "150 g", "500 g"),
        new("Reindeer Chew", "treats", 6.90m, 2.20m, 13, "1", "5"),
        new("Wool Dog Bed", "beds", 89.00m, 33.00m, 5, "M", "L"),
        new("Rain Coat", "wear", 54.90m, 18.70m, 5, "S", "M", "L"),
        new("Travel Bowl", "accessories", 16.90m, 4.60m, 8, "Grey", "Blue"),
        new("Paw Balm", "care", 12.90m, 3.60m, 8, "60 ml"),
        new("Oat Shampoo", "care", 14.90m, 4.20m, 6, "250 ml"),
        new("Rope Toy", "toys", 11.90m, 3.00m, 9, "Knot", "Ring"),
        new("Cat Tunnel", "toys", 32.90m, 11.30m, 3, "Felt"),
        new("Puppy Starter Set", "set", 69.00m, 25.80m, 3, "Set"),
    ],
    [
        new("meta", "Nordpaw - Always On Meta", "prospecting", 4, 8.30m, 0.0128),
        new("google", "Nordpaw - Brand Search", "search", 2, 22.00m, 0.0740),
        new("google", "Nordpaw - PMax", "pmax", 3, 7.10m, 0.0109),
        new("tiktok", "Nordpaw - Puppy Diaries", "spark", 3, 4.10m, 0.0121),
        new("meta", "Nordpaw - Winter Walks", "prospecting", 2, 8.00m, 0.0116) { StartedOn = new(2025, 11, 3) },
    ],
    [
        new("DE", "BE", 44, 1900, 4.90m, 49m), new("DE", "HH", 40, 1900, 4.90m, 49m), new("DE", "NW", 40, 1900, 4.90m, 49m),
        new("DK", "84", 24, 2500, 7.90m, 69m), new("SE", "AB", 24, 2500, 8.90m, 79m), new("AT", "W", 18, 2000, 7.90m, 69m),
        new("NL", "NH", 10, 2100, 8.90m, 79m),
    ]);

    public static DemoBrand Embermade { get; } = new(6, "embermade", "Embermade", "AUD", "Australia/Sydney", "E", 60, 0.10,
    [
        new("Ironbark Candle", "candles", 45.45m, 12.60m, 12, "Small", "Large"),
        new("Coastal Candle", "candles", 45.45m, 12.60m, 10, "Small", "Large"),
        new("Ember Diffuser", "diffusers", 63.64m, 19.10m, 8, "Stone", "Charcoal"),
        new("Incense Bundle", "incense", 20.91m, 5.30m, 9, "20 sticks"),
        new("Match Jar", "accessories", 17.27m, 4.40m, 7, "Amber", "Clear"),
        new("Wax Melts", "candles", 22.73m, 6.00m, 9, "6"),
        new("Room Spray", "sprays", 31.82m, 8.70m, 8, "100 ml"),
        new("Fire Pit", "outdoor", 271.82m, 118.00m, 2, "60 cm"),
        new("Snuffer Set", "accessories", 36.36m, 10.20m, 4, "Brass"),
        new("Gift Box", "set", 90.00m, 29.50m, 5, "Set"),
        new("Bush Walk Candle", "candles", 45.45m, 12.60m, 7, "Small", "Large"),
        new("Lantern", "outdoor", 72.73m, 26.30m, 4, "Black"),
    ],
    [
        new("meta", "Embermade - Always On Meta", "prospecting", 4, 13.10m, 0.0113),
        new("google", "Embermade - Brand Search", "search", 2, 33.00m, 0.0720),
        new("google", "Embermade - PMax", "pmax", 3, 10.20m, 0.0099),
        new("tiktok", "Embermade - Slow Evenings", "spark", 3, 7.20m, 0.0094),
    ],
    [
        new("AU", "NSW", 70, 1000, 9.95m, 100m), new("AU", "VIC", 56, 1000, 9.95m, 100m), new("AU", "QLD", 34, 1000, 10.95m, 100m),
        new("NZ", "AUK", 22, 1500, 18.95m, 180m), new("SG", "01", 10, 900, 24.95m, 220m), new("US", "CA", 8, 0, 29.95m, 250m),
    ]);

    public static DemoBrand RowanTea { get; } = new(7, "rowan-tea", "Rowan Tea", "NZD", "Pacific/Auckland", "R", 40, 0.08,
    [
        new("Breakfast Leaf", "black tea", 17.39m, 5.20m, 13, "100 g", "250 g"),
        new("Smoked Rowan", "black tea", 19.13m, 5.90m, 9, "100 g"),
        new("Kawakawa Green", "green tea", 20.00m, 6.40m, 10, "80 g"),
        new("Chamomile Field", "herbal", 16.52m, 4.60m, 11, "60 g"),
        new("Manuka Chai", "herbal", 21.74m, 6.80m, 9, "120 g"),
        new("Matcha Tin", "green tea", 34.78m, 13.10m, 5, "30 g"),
        new("Glass Teapot", "teaware", 52.17m, 18.40m, 3, "600 ml", "1 l"),
        new("Tea Infuser", "teaware", 15.65m, 3.90m, 6, "Steel"),
        new("Cold Steep Bags", "herbal", 18.26m, 5.50m, 6, "10 bags"),
        new("Stoneware Cup", "teaware", 26.09m, 8.00m, 5, "Moss", "Sand"),
        new("Oolong Reserve", "oolong", 28.70m, 10.20m, 5, "80 g"),
        new("Tasting Tins", "set", 43.48m, 15.60m, 4, "5 tins"),
    ],
    [
        new("meta", "Rowan - Always On Meta", "prospecting", 4, 12.20m, 0.0117),
        new("google", "Rowan - Brand Search", "search", 3, 31.00m, 0.0700),
        new("tiktok", "Rowan - Steep With Us", "spark", 3, 6.90m, 0.0091),
    ],
    [
        new("NZ", "AUK", 86, 1500, 6.50m, 70m), new("NZ", "WGN", 44, 1500, 6.50m, 70m), new("NZ", "CAN", 30, 1500, 7.50m, 70m),
        new("AU", "NSW", 26, 1000, 16.50m, 150m), new("GB", "ENG", 8, 0, 28.00m, 250m), new("US", "WA", 6, 0, 28.00m, 250m),
    ]);
}
