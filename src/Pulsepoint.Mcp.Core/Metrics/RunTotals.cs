using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Core.Metrics;

/// <summary>The sums of everything that a question is about.</summary>
/// <param name="Now">On the days asked about.</param>
/// <param name="Then">On the days compared with; null without a comparison.</param>
internal sealed record RunTotals(FactRow Now, FactRow? Then);
