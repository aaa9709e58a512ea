using Pulsepoint.Mcp.Core.Metrics.Time;

namespace Pulsepoint.Mcp.Core.Rollups;

/// <summary>
/// The days in which a generation of the facts may differ from the one that it was made from. They are summed anew as a whole,
/// never by what was added: platforms restate what they said before.
/// </summary>
/// <param name="Since">The generation that all other days are still of; roll-ups of another one have to be loaded whole.</param>
/// <param name="Until">The generation that the facts have with them; one that came after it may differ in other days, too.</param>
/// <param name="Days">The first and the last of them.</param>
public sealed record TouchedDays(string Since, string Until, DateRange Days);
