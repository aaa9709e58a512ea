using Pulsepoint.Mcp.Core.Metrics.Catalogue;

namespace Pulsepoint.Mcp.Core.Metrics.Query;

/// <summary>Keeps the rows whose dimension is, or is not, one of the values. Upper and lower case are the same.</summary>
public sealed record DimensionFilter(Dimension Dimension, FilterMatch Match, IReadOnlyList<string> Values);
