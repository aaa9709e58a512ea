using NodaTime;

namespace Pulsepoint.Mcp.DuckDb.Demo;

/// <summary>What is hidden in the demo data for an analyst to find. <c>answers.json</c> repeats it.</summary>
internal static class PlantedFindings
{
    private const double MobileDrop = 0.55;

    public static DateInterval MobileDropDays { get; } = new(new(2026, 9, 8), new(2026, 9, 14));

    public static DateInterval DearMetaDays { get; } = new(new(2026, 7, 20), new(2026, 7, 26));

    public static DateInterval LeggingsOutOfStock { get; } = new(new(2026, 5, 11), new(2026, 5, 20));

    public static DateInterval SunscreenReturns { get; } = new(new(2026, 6, 1), new(2026, 6, 30));

    public static DateInterval BarrenCampaignDays { get; } = new(new(2026, 10, 5), new(2026, 11, 15));

    public static LocalDate GoogleGap { get; } = new(2026, 10, 12);

    public static LocalDate EditedOrderDay { get; } = new(2026, 9, 1);

    public static int EditedAfterDays => 40;

    public static string BarrenCampaign => "Peak - Broad Test";

    /// <summary>The brand whose TikTok account keeps another time zone than its shop.</summary>
    public static string MismatchedBrand => "peakform";

    public static string MismatchedAccountZone => "America/New_York";

    public static double MobileConversion(string brand, LocalDate day) =>
        brand == "peakform" && MobileDropDays.Contains(day) ? MobileDrop : 1;

    public static IReadOnlyList<PlantedFinding> Of(DemoTenant tenant) =>
        [.. s_all.Where(f => tenant.Brands.Any(b => b.Slug == f.Brand))];

    private static readonly PlantedFinding[] s_all =
    [
        new("mobile-conversion-drop", "Mobile conversion of Peakform fell by 45 %", "conversion_rate", "peakform",
            [("device", "mobile")], MobileDropDays, "-0.45", "Other devices did not change; orders fell with it."),
        new("meta-cpm-doubled", "Meta impressions of Luma Skin cost twice as much", "cpm", "luma-skin",
            [("platform", "meta")], DearMetaDays, "2.0", "Spend is unchanged; impressions and clicks are halved."),
        new("leggings-out-of-stock", "Flex Leggings were out of stock", "units_sold", "peakform",
            [("product", "Flex Leggings")], LeggingsOutOfStock, "0", "No unit was sold on these days."),
        new("sunscreen-return-wave", "SPF 50 Daily Shield came back more than twice as often", "return_rate", "luma-skin",
            [("product", "SPF 50 Daily Shield")], SunscreenReturns, "0.18", "About 18 % of the month's sales, by refund date; usually about 7.5 %, cancelled orders included."),
        new("google-gap", "One day of Google Ads is missing for Tidewell", "ad_spend", "tidewell",
            [("platform", "google")], new(GoogleGap, GoogleGap), null, "Missing, not zero: the day stands in sync_gaps."),
        new("barren-campaign", "A campaign spends without one conversion", "platform_conversions", "peakform",
            [("campaign", BarrenCampaign)], BarrenCampaignDays, "0", "It spends every day of its life."),
        new("late-edit", "An order was edited 40 days after it was placed", "net_sales", "luma-skin",
            [], new(EditedOrderDay, EditedOrderDay), "40", "Its source_updated_at is 40 days after ordered_at; its money stays on its day."),
        new("timezone-mismatch", "The TikTok account of Peakform keeps another time zone than the shop", "ad_spend", MismatchedBrand,
            [("platform", "tiktok")], null, null, "Shop: America/Los_Angeles. Account: America/New_York. Days differ by three hours."),
    ];
}
