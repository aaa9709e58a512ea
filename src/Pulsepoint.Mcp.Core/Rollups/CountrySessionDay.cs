using NodaTime;

namespace Pulsepoint.Mcp.Core.Rollups;

/// <summary>Shop sessions of one brand, day, country, device and marketing channel.</summary>
public sealed record CountrySessionDay(
    string Brand, LocalDate Day, string? Country, string Device, string? MarketingChannel, long Sessions, long CartSessions, long ConvertedSessions);
