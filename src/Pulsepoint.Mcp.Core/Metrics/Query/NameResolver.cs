using Pulsepoint.Mcp.Core.Metrics.Catalogue;
using Pulsepoint.Mcp.Core.Refusals;

namespace Pulsepoint.Mcp.Core.Metrics.Query;

/// <summary>Finds metrics and dimensions by their ids.</summary>
internal static class NameResolver
{
    private const int MaxMetrics = 12;
    private const int MaxDimensions = 3;

    public static IReadOnlyList<Metric> Metrics(IReadOnlyList<string> ids, MetricCatalogue catalogue)
    {
        if (ids.Count is 0 or > MaxMetrics)
            throw new RefusalException(RefusalCode.ValueInvalid, $"metrics must hold 1 to {MaxMetrics} ids.", "Call list_metrics for the ids.");

        return [.. ids.Select((id, i) => Metric(id, $"metrics[{i}]", catalogue)).Distinct()];
    }

    /// <param name="id">As it was sent.</param>
    /// <param name="place">Where it stands in the request.</param>
    /// <param name="catalogue">What there is.</param>
    public static Metric Metric(string id, string place, MetricCatalogue catalogue) =>
        catalogue.FindMetric(id) ?? throw Unknown(RefusalCode.MetricUnknown, "metric", SentName.At(place, id), MeantBy(NearNames.Of(id, catalogue.Metrics)));

    public static IReadOnlyList<Dimension> Dimensions(IReadOnlyList<string> ids, MetricCatalogue catalogue)
    {
        if (ids.Count > MaxDimensions)
            throw new RefusalException(RefusalCode.ValueInvalid, $"dimensions must hold at most {MaxDimensions} ids.", "Ask for fewer dimensions, or filter by one of them.");

        return [.. ids.Select((id, i) => Dimension(id, $"dimensions[{i}]", catalogue)).Distinct()];
    }

    /// <param name="id">As it was sent.</param>
    /// <param name="place">Where it stands in the request.</param>
    /// <param name="catalogue">What there is.</param>
    public static Dimension Dimension(string id, string place, MetricCatalogue catalogue)
    {
        if (catalogue.FindDimension(id) is { } dimension)
            return dimension;

        var hint = catalogue.FindMetric(id) is not null ? "It is a metric: conditions on metrics go into having. "
            : id is "date" or "day" or "week" or "month" or "quarter" or "year" ? "Periods of time go into grain and time. "
            : MeantBy(NearNames.Of(id, catalogue.Dimensions));
        throw Unknown(RefusalCode.DimensionUnknown, "dimension", SentName.At(place, id), hint);
    }

    private static RefusalException Unknown(RefusalCode code, string kind, string name, string hint) =>
        new(code, $"{name} is not a {kind} of the catalogue.", $"{hint}Call list_metrics for every {kind}.");

    private static string MeantBy(IReadOnlyList<string> near) => near.Count > 0 ? $"Did you mean {string.Join(" or ", near)}? " : "";
}
