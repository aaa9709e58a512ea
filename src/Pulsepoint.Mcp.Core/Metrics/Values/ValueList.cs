using NodaTime;
using Pulsepoint.Mcp.Core.Metrics.Catalogue;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Metrics.Values;

/// <summary>The values of a dimension that the data have.</summary>
public sealed record ValueList
{
    public required Dimension Dimension { get; init; }

    /// <summary>The brands asked about.</summary>
    public required IReadOnlyList<BrandId> Brands { get; init; }

    public required ValueMatch Match { get; init; }

    /// <summary>Best match first, then the one seen latest.</summary>
    public required IReadOnlyList<DimensionValue> Values { get; init; }

    /// <summary>Whether the limit left out values.</summary>
    public required bool IsTruncated { get; init; }

    /// <summary>Last loaded day of each source, the earliest of the brands asked about.</summary>
    public required IReadOnlyDictionary<string, LocalDate> DataThrough { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }
}
