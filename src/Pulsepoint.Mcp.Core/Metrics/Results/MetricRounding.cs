using Pulsepoint.Mcp.Core.Metrics.Catalogue;

namespace Pulsepoint.Mcp.Core.Metrics.Results;

/// <summary>Rounds for display, once, at the very end: money to cents, ratios to six significant digits.</summary>
public static class MetricRounding
{
    private const int SignificantDigits = 6;

    public static decimal? Round(Metric metric, decimal? value)
    {
        ArgumentNullException.ThrowIfNull(metric);

        return value is null ? null
            : metric.Unit == MetricUnit.Money || !metric.IsRatio ? Decimals(value.Value, metric.Unit == MetricUnit.Count ? 0 : 2)
            : Significant(value.Value);
    }

    /// <summary>A plain fraction, such as a relative change.</summary>
    public static decimal Significant(decimal value)
    {
        if (value == 0m)
            return 0m;

        var decimals = SignificantDigits - 1 - (int)Math.Floor(Math.Log10((double)Math.Abs(value)));
        return decimals >= 0 ? Decimals(value, Math.Min(decimals, 28)) : Decimals(value, 0);
    }

    private static decimal Decimals(decimal value, int decimals) => Math.Round(value, decimals, MidpointRounding.AwayFromZero);
}
