using Pulsepoint.Mcp.Core.Metrics.Catalogue;

namespace Pulsepoint.Mcp.Core.Metrics.Results;

/// <summary>
/// Rounds for display, once, at the very end: money to cents, ratios to six significant digits. Engines differ in the
/// zeros they keep at the end; money always shows two decimals, the rest none that say nothing.
/// </summary>
public static class MetricRounding
{
    private const int SignificantDigits = 6;

    // Dividing by it drops the zeros at the end.
    private const decimal One = 1.0000000000000000000000000000m;

    public static decimal? Round(Metric metric, decimal? value)
    {
        ArgumentNullException.ThrowIfNull(metric);

        return value is null ? null
            : metric.Unit == MetricUnit.Money ? Cents(value.Value)
            : metric.IsRatio ? Significant(value.Value)
            : Decimals(value.Value, metric.Unit == MetricUnit.Count ? 0 : 2);
    }

    /// <summary>A plain fraction, such as a relative change.</summary>
    public static decimal Significant(decimal value)
    {
        if (value == 0m)
            return 0m;

        var decimals = SignificantDigits - 1 - (int)Math.Floor(Math.Log10((double)Math.Abs(value)));
        return decimals >= 0 ? Decimals(value, Math.Min(decimals, 28)) : Decimals(value, 0);
    }

    private static decimal Cents(decimal value) => Math.Round(value, 2, MidpointRounding.AwayFromZero) + 0.00m;

    private static decimal Decimals(decimal value, int decimals) => Math.Round(value, decimals, MidpointRounding.AwayFromZero) / One;
}
