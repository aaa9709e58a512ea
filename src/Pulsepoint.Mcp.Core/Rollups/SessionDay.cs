using NodaTime;

namespace Pulsepoint.Mcp.Core.Rollups;

/// <summary>Shop sessions of one brand, day and device.</summary>
public sealed record SessionDay(string Brand, LocalDate Day, string Device, long Sessions, long CartSessions, long ConvertedSessions);
