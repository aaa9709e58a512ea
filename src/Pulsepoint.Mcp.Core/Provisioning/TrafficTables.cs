using static Pulsepoint.Mcp.Core.Provisioning.FactColumns;

namespace Pulsepoint.Mcp.Core.Provisioning;

/// <summary>What was spent on ads, and who came.</summary>
internal static class TrafficTables
{
    private static readonly DatasetColumn s_date = Day("date", "The day in the account's or, for sessions, in the shop's time zone.");

    private static readonly DatasetColumn[] s_figures =
    [
        Exact("spend"), Whole("impressions"), Whole("clicks"), Exact("conversions", "As the platform counts them."),
        Exact("conv_value", "What the platform says that they were worth."), Currency, Text("account_tz", "The account's IANA time zone."),
        Text("attribution_setting"),
    ];

    public static DatasetTable AdDaily { get; } = new(
        "ad_daily", TableKind.Facts, "Ads by group and day.",
        [Platform, AccountId, CampaignId, Text("ad_group_id"), s_date, BrandId, Text("campaign"), CampaignType, Text("ad_group"), .. s_figures])
    {
        Partition = new DayPartition(s_date.Name),
        Cluster = [BrandId.Name, Platform.Name, "campaign"],
    };

    public static DatasetTable AdGeoDaily { get; } = new(
        "ad_geo_daily", TableKind.Facts, "Ads by country and day: another report of the platforms, which does not add up to the one by group.",
        [Platform, AccountId, CampaignId, Country, s_date, BrandId, Text("campaign"), CampaignType, .. s_figures])
    {
        Partition = new DayPartition(s_date.Name),
        Cluster = [BrandId.Name, Platform.Name, Country.Name, "campaign"],
    };

    public static DatasetTable SessionsDaily { get; } = new(
        "sessions_daily", TableKind.Facts, "Visits to the shop by day.",
        [
            BrandId, s_date, Country, Text("device"), MarketingChannel, Whole("sessions"), Whole("cart_sessions"), Whole("checkout_sessions"),
            Whole("converted_sessions"),
        ])
    {
        Partition = new DayPartition(s_date.Name),
        Cluster = [BrandId.Name, MarketingChannel.Name, Country.Name, "device"],
    };
}
