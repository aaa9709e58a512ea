using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Pulsepoint.Mcp.Core.Metrics.Catalogue;
using Pulsepoint.Mcp.Core.Metrics.Time;

namespace Pulsepoint.Mcp.Core.Metrics.Results;

/// <summary>Values as people read them.</summary>
internal static class ValueText
{
    private static readonly CultureInfo s_culture = CultureInfo.InvariantCulture;

    public static string Of(Metric metric, decimal? value, string currency) => (metric.Unit, MetricRounding.Round(metric, value)) switch
    {
        (_, null) => "not available",
        (MetricUnit.Money, { } v) => Money(v, currency),
        (MetricUnit.Percent, { } v) => (v * 100m).ToString("0.##", s_culture) + " %",
        (MetricUnit.Count, { } v) => v.ToString("#,0", s_culture),
        (_, { } v) => v.ToString("#,0.##", s_culture),
    };

    public static string Of(LocalDate date) => LocalDatePattern.Iso.Format(date);

    public static string Of(DateRange range) => range.From == range.To ? $"on {Of(range.From)}" : $"from {Of(range.From)} to {Of(range.To)}";

    public static string Span(DateRange range) => range.From == range.To ? Of(range.From) : $"{Of(range.From)} to {Of(range.To)}";

    public static string Share(decimal fraction) => (Math.Abs(fraction) * 100m).ToString("0.#", s_culture) + " %";

    private static string Money(decimal value, string currency)
    {
        var sign = value < 0m ? "-" : "";
        var amount = Math.Abs(value).ToString("#,0.00", s_culture);
        return currency switch
        {
            "USD" => $"{sign}${amount}",
            "EUR" => $"{sign}€{amount}",
            "GBP" => $"{sign}£{amount}",
            _ => $"{sign}{amount} {currency}",
        };
    }
}
