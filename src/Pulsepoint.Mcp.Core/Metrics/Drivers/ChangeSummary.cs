using Pulsepoint.Mcp.Core.Metrics.Catalogue;
using Pulsepoint.Mcp.Core.Metrics.Results;

namespace Pulsepoint.Mcp.Core.Metrics.Drivers;

/// <summary>Says a change and its largest drivers in two sentences.</summary>
internal static class ChangeSummary
{
    private const int MostNamed = 3;
    private const string Country = "country";

    /// <param name="result">The change.</param>
    /// <param name="metric">Of what.</param>
    /// <param name="candidates">The dimensions that it could be split by.</param>
    /// <param name="by">The most telling of them; null where none splits it.</param>
    /// <param name="shown">Its members.</param>
    public static string Write(MetricResult result, Metric metric, IReadOnlyList<Dimension> candidates, Dimension? by, ShownDrivers? shown)
    {
        if (by is null || shown is null)
            return $"{result.Summary} {Unexplained(result.Compare!.Change[metric.Id].Absolute, candidates)}"; // a comparison was asked for

        var named = shown.Drivers.Take(MostNamed).Select(d => $"{d.Member ?? "(none)"} {Signed(metric, d.Contribution, result.Provenance.Query.Currency)}");
        var rest = shown.Drivers.Count + shown.OtherMembers - MostNamed;
        return $"{result.Summary} By {by.Label.ToLowerInvariant()}: {string.Join(", ", named)}{(rest > 0 ? $", {rest} more" : "")}; together they are the whole change.";
    }

    private static string Unexplained(decimal? change, IReadOnlyList<Dimension> candidates) => change switch
    {
        null => "One side is not known, so there is no change to explain.",
        0m => "Nothing changed.",
        _ when candidates.Count == 0 => "There is nothing that it could be split by.",
        _ when candidates.Any(d => d.Id == Country) => $"{Parts(candidates)}; ad platforms, for one, do not name a country for every ad.",
        _ => $"{Parts(candidates)}.",
    };

    private static string Parts(IReadOnlyList<Dimension> candidates) =>
        $"It cannot be split: its parts by {string.Join(", ", candidates.Select(d => d.Id))} do not add up to it";

    private static string Signed(Metric metric, decimal part, string currency) => metric.Unit == MetricUnit.Percent
        ? $"{(part < 0m ? "−" : "+")}{Math.Abs(part * 100m).ToString("0.##", System.Globalization.CultureInfo.InvariantCulture)} points"
        : $"{(part < 0m ? "−" : "+")}{ValueText.Of(metric, Math.Abs(part), currency)}";
}
