using NodaTime;
using Pulsepoint.Mcp.Core.Metrics.Catalogue;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Core.Metrics.Values;

/// <summary>The values of a dimension that the data have.</summary>
public sealed record ValueList
{
    public required Dimension Dimension { get; init; }

    /// <summary>The brands asked about.</summary>
    public required IReadOnlyList<BrandId> Brands { get; init; }

    /// <summary>The text that was searched for; null for none.</summary>
    public required string? Search { get; init; }

    public required ValueMatch Match { get; init; }

    /// <summary>Best match first, then the one seen latest.</summary>
    public required IReadOnlyList<DimensionValue> Values { get; init; }

    /// <summary>Whether the limit left out values.</summary>
    public required bool IsTruncated { get; init; }

    /// <summary>What answered: two engines may order the same values differently, so pages of the two are never put together.</summary>
    public required WarehouseEngine Engine { get; init; }

    /// <summary>The generation of the data; pages of two generations are never put together either.</summary>
    public required string Generation { get; init; }

    /// <summary>Last loaded day of each source, the earliest of the brands asked about.</summary>
    public required IReadOnlyDictionary<string, LocalDate> DataThrough { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }
}
