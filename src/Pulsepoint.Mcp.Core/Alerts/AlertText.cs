using System.Globalization;
using Pulsepoint.Mcp.Core.Metrics.Catalogue;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Alerts;

/// <summary>Says in one sentence what an alert found.</summary>
public static class AlertText
{
    /// <param name="rule">What is watched.</param>
    /// <param name="brand">About which brand; null for all.</param>
    /// <param name="value">What was seen, in the unit of the threshold.</param>
    /// <param name="threshold">From where on it is an alert.</param>
    public static string Of(AlertRule rule, BrandId? brand, decimal value, decimal threshold)
    {
        ArgumentNullException.ThrowIfNull(rule);

        var place = brand is { } one ? one.Value : "all brands";
        var metric = rule.Metric is { } id ? MetricCatalogue.Instance.FindMetric(id)?.Label ?? id : "";
        return rule.Kind switch
        {
            AlertKind.MetricAbove or AlertKind.MetricBelow => $"{metric} of {place} ({rule.Window}): {Number(value)}; the limit is {Number(threshold)}.",
            AlertKind.MetricRises or AlertKind.MetricFalls => $"{metric} of {place} ({rule.Window}) changed by {Percent(value)} against the period before; the limit is {Percent(threshold)}.",
            AlertKind.DataMissing => $"{place} lacks the data of {Number(value)} days; the limit is {Number(threshold)}.",
            AlertKind.CostOfDayAbove => $"Today's calls cost {Number(value)} USD; the limit is {Number(threshold)} USD.",
            AlertKind.ErrorRateAbove => $"{Percent(value)} of the calls of the last {rule.Minutes} minutes failed; the limit is {Percent(threshold)}.",
            AlertKind.LatencyAbove => $"95 % of the calls of the last {rule.Minutes} minutes took up to {Number(value)} ms; the limit is {Number(threshold)} ms.",
            _ => $"{Percent(value)} of this month's budget of {Number(rule.BudgetUsd ?? 0)} USD is used; the limit is {Percent(threshold)}.",
        };
    }

    private static string Number(decimal value) => value.ToString("#,0.####", CultureInfo.InvariantCulture);

    private static string Percent(decimal fraction) => $"{(fraction * 100).ToString("#,0.##", CultureInfo.InvariantCulture)} %";
}
