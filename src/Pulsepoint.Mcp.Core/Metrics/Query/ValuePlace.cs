using NodaTime;

namespace Pulsepoint.Mcp.Core.Metrics.Query;

/// <summary>Where a list of values was left: the last value that was shown.</summary>
/// <param name="Value">As it was listed.</param>
/// <param name="LastSeen">Its last day with data, as it was listed; null for a brand without data.</param>
public sealed record ValuePlace(string Value, LocalDate? LastSeen);
