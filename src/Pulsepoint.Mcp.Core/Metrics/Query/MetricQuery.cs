using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Metrics.Catalogue;
using Pulsepoint.Mcp.Core.Metrics.Time;

namespace Pulsepoint.Mcp.Core.Metrics.Query;

/// <summary>A checked query: every name is in the catalogue, every date is resolved, every default is filled in.</summary>
public sealed record MetricQuery
{
    public required IReadOnlyList<Metric> Metrics { get; init; }

    public required IReadOnlyList<Dimension> Dimensions { get; init; }

    public required IReadOnlyList<DimensionFilter> Filters { get; init; }

    public required ResolvedTime Time { get; init; }

    public required TimeGrain? Grain { get; init; }

    public required ResolvedCompare? Compare { get; init; }

    public required IReadOnlyList<MetricCondition> Having { get; init; }

    public required IReadOnlyList<SortKey> OrderBy { get; init; }

    /// <summary>Rows asked for; null for all that fit.</summary>
    public required int? Limit { get; init; }

    /// <summary>The brands that are summed, never empty.</summary>
    public required IReadOnlyList<Brand> Brands { get; init; }

    /// <summary>Whether <see cref="Brands"/> is every brand that the key may see.</summary>
    public required bool IsAllBrands { get; init; }

    /// <summary>ISO 4217 code of every amount in the answer.</summary>
    public required string Currency { get; init; }

    /// <summary>IANA zone in which "today" was taken.</summary>
    public required string TimeZone { get; init; }

    /// <summary>The zones whose local days are counted: each brand's own.</summary>
    public IReadOnlyList<string> DayZones => [.. Brands.Select(b => b.TimeZone).Distinct()];

    /// <summary>One row a period and nothing else: such a series shows every period of its range, also the empty ones.</summary>
    public bool IsPlainSeries =>
        Grain is not null && Dimensions.Count == 0 && Having.Count == 0 && Limit is null && OrderBy is [{ Target: SortTarget.Period }];
}
