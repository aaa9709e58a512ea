using Pulsepoint.Mcp.Core.Metrics.Catalogue;
using Pulsepoint.Mcp.Core.Metrics.Query;

namespace Pulsepoint.Mcp.GoogleSqlTests.Metrics;

/// <summary>Requests by none or one dimension and by every grain: bare, and with all that can be added.</summary>
internal static class Cuts
{
    private const string Brand = "brand";

    private static readonly string?[] s_grains = [null, .. Enum.GetNames<TimeGrain>().Select(g => g.ToLowerInvariant())];

    // Cohorts have no grain.
    private static readonly string?[] s_none = [null];

    public static IReadOnlyList<string> Metrics { get; } = [.. MetricCatalogue.Instance.Metrics.Select(m => m.Id)];

    public static IReadOnlyList<string?> Dimensions { get; } = [null, .. MetricCatalogue.Instance.Dimensions.Select(d => d.Id)];

    /// <summary>Whether a metric can be cut so; every metric can be left whole.</summary>
    public static bool Allows(string metric, string? dimension) =>
        Known(metric) is var known && (dimension is null ? known.NeedsCut.Count == 0 : known.Dimensions.Contains(dimension) && (known.NeedsCut.Count == 0 || known.NeedsCut.Contains(dimension)));

    public static bool IsCohort(string metric) => Known(metric).IsCohort;

    public static IEnumerable<MetricRequest> By(string? dimension, params IReadOnlyList<string> metrics) =>
        (metrics.Any(IsCohort) ? s_none : s_grains).SelectMany(grain => (MetricRequest[])[Bare(dimension, grain, metrics), Full(dimension, grain, metrics)]);

    private static Metric Known(string metric) => MetricCatalogue.Instance.FindMetric(metric)!; // every metric is one of the catalogue

    private static MetricRequest Bare(string? dimension, string? grain, IReadOnlyList<string> metrics) =>
        new() { Metrics = metrics, Dimensions = dimension is null ? [] : [dimension], Grain = grain };

    private static MetricRequest Full(string? dimension, string? grain, IReadOnlyList<string> metrics) => Bare(dimension, grain, metrics) with
    {
        Filters = dimension is null or Brand ? [new RequestFilter(Brand, "neq", ["peakform"])] : [.. Filters(metrics, MetricCatalogue.Instance.FindDimension(dimension)!)],
        Having = [new RequestFilter(metrics[0], "gte", ["-12.345678901234"]), new RequestFilter(metrics[^1], "neq", ["0"])],
        OrderBy =
        [
            .. metrics.Select(m => new RequestOrder(m, "asc")),
            .. dimension is null ? Array.Empty<RequestOrder>() : [new RequestOrder(dimension, "desc")],
            .. grain is null ? Array.Empty<RequestOrder>() : [new RequestOrder(SortChecker.Period, "desc")],
        ],
        Limit = 7,
    };

    private static IEnumerable<RequestFilter> Filters(IReadOnlyList<string> metrics, Dimension dimension)
    {
        var values = dimension.Values ?? dimension.Shape switch
        {
            DimensionShape.Country => ["US", "gb", "FR"],
            DimensionShape.Month => ["2025-12", "2026-01", "2026-02"],
            DimensionShape.Number => ["0", "1", "10"],
            _ => ["Glow Serum", "search", "łódź throw"],
        };
        if (metrics.Any(m => MetricCatalogue.Instance.Overlaps(Known(m), dimension.Id)))
        {
            yield return new RequestFilter(dimension.Id, "eq", [values[0]]);
            yield break;
        }

        yield return new RequestFilter(dimension.Id, "in", [.. values.Take(2)]);
        yield return new RequestFilter(dimension.Id, "not_in", [values[^1]]);
        yield return new RequestFilter(dimension.Id, "contains", [values[0][..1], "e"]);
    }
}
