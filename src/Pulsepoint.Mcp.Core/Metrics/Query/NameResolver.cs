using Pulsepoint.Mcp.Core.Metrics.Catalogue;
using Pulsepoint.Mcp.Core.Refusals;

namespace Pulsepoint.Mcp.Core.Metrics.Query;

/// <summary>Finds metrics and dimensions by their ids.</summary>
internal static class NameResolver
{
    private const int MaxMetrics = 10;
    private const int MaxDimensions = 3;

    public static IReadOnlyList<Metric> Metrics(IReadOnlyList<string> ids, MetricCatalogue catalogue)
    {
        if (ids.Count is 0 or > MaxMetrics)
            throw new RefusalException(RefusalCode.ValueInvalid, $"metrics must hold 1 to {MaxMetrics} ids.", "Call list_metrics for the ids.");

        return [.. ids.Distinct().Select(id => catalogue.FindMetric(id) ?? throw Unknown(RefusalCode.MetricUnknown, "metric", id, catalogue.Metrics.Select(m => m.Id)))];
    }

    public static IReadOnlyList<Dimension> Dimensions(IReadOnlyList<string> ids, MetricCatalogue catalogue)
    {
        if (ids.Count > MaxDimensions)
            throw new RefusalException(RefusalCode.ValueInvalid, $"dimensions must hold at most {MaxDimensions} ids.", "Ask for fewer dimensions, or filter by one of them.");

        return [.. ids.Distinct().Select(id => Dimension(id, catalogue))];
    }

    public static Dimension Dimension(string id, MetricCatalogue catalogue) =>
        catalogue.FindDimension(id) ?? throw Unknown(RefusalCode.DimensionUnknown, "dimension", id, catalogue.Dimensions.Select(d => d.Id));

    // The word that was sent is not repeated: it comes from outside, and an answer is read by a model.
    private static RefusalException Unknown(RefusalCode code, string kind, string id, IEnumerable<string> known)
    {
        var near = known.Where(k => IsNear(k, id)).Take(5).ToArray();
        var hint = near.Length > 0 ? $"Did you mean {string.Join(" or ", near)}? " : "";
        return new RefusalException(code, $"One of the {kind}s is not in the catalogue.", $"{hint}Call list_metrics for every {kind}.");
    }

    private static bool IsNear(string known, string sent)
    {
        var word = sent.Trim().ToLowerInvariant().Replace(' ', '_').Replace('-', '_');
        return word.Length >= 3 && (known.Contains(word, StringComparison.Ordinal) || (known.Length >= 4 && word.Contains(known, StringComparison.Ordinal)));
    }
}
