namespace Pulsepoint.Mcp.Core.Metrics.Drivers;

/// <summary>What one member of a dimension did to the change.</summary>
/// <param name="Member">The member; null for what has no name.</param>
/// <param name="Then">Its own value on the days compared with; null where it has none.</param>
/// <param name="Now">Its own value on the days asked about; null where it has none.</param>
/// <param name="Contribution">Its part of the change, in the metric's unit; all parts add up to the change.</param>
/// <param name="Mix">Of that, what its larger or smaller weight did; null for a plain sum.</param>
/// <param name="Rate">Of that, what its own better or worse ratio did; null for a plain sum.</param>
public sealed record Driver(string? Member, decimal? Then, decimal? Now, decimal Contribution, decimal? Mix, decimal? Rate);
