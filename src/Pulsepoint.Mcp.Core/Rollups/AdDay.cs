using NodaTime;

namespace Pulsepoint.Mcp.Core.Rollups;

/// <summary>Ads of one brand, day, platform and campaign; money in the ad account's currency.</summary>
public sealed record AdDay(
    string Brand,
    LocalDate Day,
    string Currency,
    string Platform,
    string Campaign,
    string CampaignType,
    decimal Spend,
    long Impressions,
    long Clicks,
    decimal Conversions,
    decimal ConversionValue);
