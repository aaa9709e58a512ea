using NodaTime;

namespace Pulsepoint.Mcp.Core.Rollups;

/// <summary>One unit of <paramref name="From"/> is worth <paramref name="Rate"/> of <paramref name="To"/> on that day.</summary>
public sealed record FxRate(LocalDate Day, string From, string To, decimal Rate);
