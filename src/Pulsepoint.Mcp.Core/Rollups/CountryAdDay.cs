using NodaTime;

namespace Pulsepoint.Mcp.Core.Rollups;

/// <summary>Ads of one brand, day, platform, campaign and country; money in the ad account's currency.</summary>
public sealed record CountryAdDay(
    string Brand,
    LocalDate Day,
    string Currency,
    string Platform,
    string Campaign,
    string CampaignType,
    string? Country,
    decimal Spend,
    long Impressions,
    long Clicks,
    decimal Conversions,
    decimal ConversionValue);
