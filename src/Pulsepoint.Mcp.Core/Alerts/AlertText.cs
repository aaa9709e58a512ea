using System.Globalization;
using Pulsepoint.Mcp.Core.Metrics.Catalogue;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Alerts;

/// <summary>Says in one sentence what an alert found.</summary>
public static class AlertText
{
    public static string Of(Alert alert)
    {
        ArgumentNullException.ThrowIfNull(alert);

        return Of(alert.Rule, alert.Brand, alert.Value, alert.Threshold, alert.Currency);
    }

    /// <param name="rule">What is watched.</param>
    /// <param name="brand">About which brand; null for all.</param>
    /// <param name="value">What was seen, in the unit of the threshold.</param>
    /// <param name="threshold">From where on it is an alert.</param>
    /// <param name="currency">ISO 4217 code of both where they are money; it is not named where they are not.</param>
    public static string Of(AlertRule rule, BrandId? brand, decimal value, decimal threshold, string? currency)
    {
        ArgumentNullException.ThrowIfNull(rule);

        var place = brand is { } one ? one.Value : "all brands";
        var known = rule.Metric is { } id ? MetricCatalogue.Instance.FindMetric(id) : null;
        var metric = known?.Label ?? rule.Metric;
        var unit = known?.Unit is MetricUnit.Money && currency is not null ? $" {currency}" : "";
        return rule.Kind switch
        {
            AlertKind.MetricAbove or AlertKind.MetricBelow => $"{metric} of {place} ({rule.Window}): {Number(value)}{unit}; the limit is {Number(threshold)}{unit}.",
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
