using Pulsepoint.Mcp.Core.Metrics.Catalogue;

namespace Pulsepoint.Mcp.Core.Metrics.Planning;

/// <summary>One source and the measures that are taken from it.</summary>
internal sealed record FactPart(FactSource Source, IReadOnlyList<string> Measures);
