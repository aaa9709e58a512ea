using Pulsepoint.Mcp.Core.Metrics.Catalogue;
using Pulsepoint.Mcp.Core.Metrics.Query;

namespace Pulsepoint.Mcp.GoogleSqlTests.Metrics;

/// <summary>Every request for one metric by none or one of its dimensions and by every grain: bare, and with all that can be added.</summary>
internal static class Cuts
{
    private const string Brand = "brand";

    private static readonly string?[] s_grains = [null, .. Enum.GetNames<TimeGrain>().Select(g => g.ToLowerInvariant())];

    // Cohorts have no grain.
    private static readonly string?[] s_none = [null];

    public static IReadOnlyList<string> Metrics { get; } = [.. MetricCatalogue.Instance.Metrics.Select(m => m.Id)];

    public static IEnumerable<MetricRequest> Of(string metric)
    {
        var known = MetricCatalogue.Instance.FindMetric(metric)!;
        return
            from dimension in known.Dimensions.Prepend(null)
            where known.NeedsCut.Count == 0 || known.NeedsCut.Contains(dimension)
            from grain in known.IsCohort ? s_none : s_grains
            from request in (MetricRequest[])[Bare(metric, dimension, grain), Full(metric, dimension, grain)]
            select request;
    }

    private static MetricRequest Bare(string metric, string? dimension, string? grain) =>
        new() { Metrics = [metric], Dimensions = dimension is null ? [] : [dimension], Grain = grain };

    private static MetricRequest Full(string metric, string? dimension, string? grain) => Bare(metric, dimension, grain) with
    {
        Filters = dimension is null or Brand ? [new RequestFilter(Brand, "neq", ["peakform"])] : [.. Filters(MetricCatalogue.Instance.FindDimension(dimension)!)],
        Having = [new RequestFilter(metric, "gte", ["-12.345678901234"]), new RequestFilter(metric, "neq", ["0"])],
        OrderBy =
        [
            new RequestOrder(metric, "asc"),
            .. dimension is null ? Array.Empty<RequestOrder>() : [new RequestOrder(dimension, "desc")],
            .. grain is null ? Array.Empty<RequestOrder>() : [new RequestOrder(SortChecker.Period, "desc")],
        ],
        Limit = 7,
    };

    private static IEnumerable<RequestFilter> Filters(Dimension dimension)
    {
        var values = dimension.Values ?? dimension.Shape switch
        {
            DimensionShape.Country => ["US", "gb", "FR"],
            DimensionShape.Month => ["2025-12", "2026-01", "2026-02"],
            DimensionShape.Number => ["0", "1", "10"],
            _ => ["Glow Serum", "search", "łódź throw"],
        };
        yield return new RequestFilter(dimension.Id, "in", [.. values.Take(2)]);
        yield return new RequestFilter(dimension.Id, "not_in", [values[^1]]);
        yield return new RequestFilter(dimension.Id, "contains", [values[0][..1], "e"]);
    }
}
