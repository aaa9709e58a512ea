using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Metrics.Catalogue;
using Pulsepoint.Mcp.Core.Metrics.Query;

namespace Pulsepoint.Mcp.Core.Metrics.Values;

/// <summary>A checked question: the dimension is in the catalogue, the brands are the key's and never none.</summary>
internal sealed record ValueQuery(Dimension Dimension, string? Search, IReadOnlyList<Brand> Brands, int Limit, ValuePlace? After);
