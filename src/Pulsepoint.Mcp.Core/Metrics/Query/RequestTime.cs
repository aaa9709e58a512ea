namespace Pulsepoint.Mcp.Core.Metrics.Query;

/// <summary>A preset, or an inclusive range of dates (<c>2026-07-01</c>).</summary>
public sealed record RequestTime(string? Preset, string? From, string? To);
