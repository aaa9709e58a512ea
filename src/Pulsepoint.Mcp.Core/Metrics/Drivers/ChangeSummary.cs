using Pulsepoint.Mcp.Core.Metrics.Catalogue;
using Pulsepoint.Mcp.Core.Metrics.Results;

namespace Pulsepoint.Mcp.Core.Metrics.Drivers;

/// <summary>Says a change and its largest drivers in two sentences.</summary>
internal static class ChangeSummary
{
    private const int MostNamed = 3;

    public static string Write(MetricResult result, Metric metric, Dimension? by, ShownDrivers? shown)
    {
        if (by is null || shown is null)
            return $"{result.Summary} {Unexplained(result.Compare!.Change[metric.Id].Absolute)}"; // a comparison was asked for

        var named = shown.Drivers.Take(MostNamed).Select(d => $"{d.Member ?? "(none)"} {Signed(metric, d.Contribution, result.Provenance.Query.Currency)}");
        var rest = shown.Drivers.Count + shown.OtherMembers - MostNamed;
        return $"{result.Summary} By {by.Label.ToLowerInvariant()}: {string.Join(", ", named)}{(rest > 0 ? $", {rest} more" : "")}; together they are the whole change.";
    }

    private static string Unexplained(decimal? change) => change switch
    {
        null => "One side is not known, so there is no change to explain.",
        0m => "Nothing changed.",
        _ => "Its parts do not add up along the dimension asked for, or any other, so the change cannot be split.",
    };

    private static string Signed(Metric metric, decimal part, string currency) => metric.Unit == MetricUnit.Percent
        ? $"{(part < 0m ? "−" : "+")}{Math.Abs(part * 100m).ToString("0.##", System.Globalization.CultureInfo.InvariantCulture)} points"
        : $"{(part < 0m ? "−" : "+")}{ValueText.Of(metric, Math.Abs(part), currency)}";
}
