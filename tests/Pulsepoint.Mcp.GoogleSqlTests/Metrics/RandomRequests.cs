using System.Globalization;
using CsCheck;
using Pulsepoint.Mcp.Core.Metrics.Catalogue;
using Pulsepoint.Mcp.Core.Metrics.Query;

namespace Pulsepoint.Mcp.GoogleSqlTests.Metrics;

/// <summary>Requests of any shape, with a hostile value in every filter.</summary>
internal static class RandomRequests
{
    private static readonly string?[] s_grains = [null, "day", "week", "month", "quarter", "year"];
    private static readonly string[] s_ops = ["in", "not_in", "contains"];
    private static readonly string[] s_comparisons = ["eq", "neq", "gt", "gte", "lt", "lte"];

    public static Gen<MetricRequest> Any { get; } =
        from metric in Gen.OneOf(MetricCatalogue.Instance.Metrics.ToArray())
        from grain in Gen.OneOf(s_grains)
        from drawn in Gen.OneOf(metric.Dimensions.ToArray()).List[0, 3]
        let dimensions = metric.NeedsCut.Concat(drawn).Distinct().Take(3).ToArray()
        from filters in Filter(metric).List[1, 3]
        from comparison in Gen.OneOf(s_comparisons)
        from number in Gen.Decimal
        from limit in Gen.Int[1, QueryChecker.MaxLimit]
        from isAscending in Gen.Bool
        select new MetricRequest
        {
            Metrics = [metric.Id],
            Dimensions = dimensions,
            Grain = metric.IsCohort ? null : grain,
            Filters = filters,
            Having = [new RequestFilter(metric.Id, comparison, [number.ToString(CultureInfo.InvariantCulture)])],
            OrderBy = [new RequestOrder(metric.Id, isAscending ? "asc" : "desc"), .. dimensions.Select(d => new RequestOrder(d, null))],
            Limit = limit,
        };

    private static Gen<RequestFilter> Filter(Metric metric) =>
        from dimension in Gen.OneOf(metric.Dimensions.Where(d => d != "brand").Select(d => MetricCatalogue.Instance.FindDimension(d)!).ToArray())
        from op in Gen.OneOf(s_ops)
        from values in HostileValues.Any.List[1, 4]
        select MetricCatalogue.Instance.Overlaps(metric, dimension.Id)
            ? new RequestFilter(dimension.Id, "eq", [values[0]]) // of several values nobody would know who has them all
            : new RequestFilter(dimension.Id, dimension.Values is null && dimension.Shape == DimensionShape.Text ? op : "contains", values);
}
