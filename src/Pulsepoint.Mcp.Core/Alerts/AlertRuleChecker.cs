using System.Text.RegularExpressions;
using NodaTime;
using Pulsepoint.Mcp.Core.Metrics.Catalogue;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Refusals;

namespace Pulsepoint.Mcp.Core.Alerts;

/// <summary>Whether a rule can be evaluated. Brand and permissions are the database's to judge.</summary>
public static partial class AlertRuleChecker
{
    private const int LongestName = 100;
    private const int MostMinutes = 24 * 60;
    private const int MostDays = 365;
    private const decimal MostMoney = 1_000_000_000_000_000m;

    /// <param name="rule">What is to be watched.</param>
    /// <param name="today">The brands' day; rules on metrics need it.</param>
    /// <exception cref="RefusalException"><c>value_invalid</c>, <c>metric_unknown</c> or <c>time_invalid</c>: what is wrong, and what would do.</exception>
    public static void Check(AlertRule rule, LocalDate? today)
    {
        ArgumentNullException.ThrowIfNull(rule);

        if (rule.Name.Length is 0 or > LongestName || ControlCharacter().IsMatch(rule.Name) || string.IsNullOrWhiteSpace(rule.Name))
            throw Invalid("name is empty, longer than 100 characters, or has a line break in it.", "For example: Net sales of last week below 10,000");

        if (rule.Kind.IsOnMetric())
            CheckMetric(rule, today ?? throw new ArgumentNullException(nameof(today)));
        else if (rule.Metric is not null || rule.Window is not null)
            throw Invalid($"{rule.Kind.Name()} has no metric and no window.", "Leave them out.");

        CheckThreshold(rule);
        CheckUsage(rule);
    }

    private static void CheckMetric(AlertRule rule, LocalDate today)
    {
        if (rule.Metric is not { } id)
            throw Invalid($"{rule.Kind.Name()} needs a metric.", "Call list_metrics for the ids.");

        var metric = NameResolver.Metric(id, "metric", MetricCatalogue.Instance);
        if (metric.NeedsCut.Count > 0)
            throw Invalid($"{id} says nothing without {string.Join(" or ", metric.NeedsCut)}, and a rule watches one number.", "Call list_metrics for another metric.");

        if (rule.Window is not { } window || TimePresets.Resolve(window, today, today.PlusYears(-1)) is not { } days)
            throw new RefusalException(RefusalCode.TimeInvalid, "window is not the name of a range of days.", "For example: yesterday, last_7_days, last_month");

        // Of a day that is not over, or not loaded, less than usual says nothing.
        if (rule.Kind.NeedsWholeDays() && days.Range.To >= today)
            throw NotOver(window);
    }

    /// <summary>The refusal of a window that does not go with the kind of rule.</summary>
    internal static RefusalException NotOver(string window) => new(
        RefusalCode.TimeInvalid, $"{window} is not over, and days that are not always fall short.", "Take days that are over: yesterday, last_7_days, last_month.");

    private static void CheckThreshold(AlertRule rule)
    {
        if (Math.Abs(rule.Threshold) > MostMoney)
            throw Invalid("threshold is too large.", "Give it in the unit of what is watched.");

        var (isGood, sentence, next) = rule.Kind switch
        {
            AlertKind.MetricRises => (rule.Threshold > 0, "threshold is not more than 0.", "Give the change as a fraction: 0.2 is 20 %."),
            AlertKind.MetricFalls => (rule.Threshold is > 0 and < 1, "threshold is not between 0 and 1.", "Give the change as a fraction: 0.2 is 20 %."),
            AlertKind.DataMissing => (rule.Threshold is >= 1 and <= MostDays && rule.Threshold == decimal.Truncate(rule.Threshold), $"threshold is not a number of days from 1 to {MostDays}.", "For example: 2"),
            AlertKind.CostOfDayAbove or AlertKind.LatencyAbove or AlertKind.BudgetShareAbove => (rule.Threshold > 0, "threshold is not more than 0.", "Cost is in US dollars, latency in milliseconds, a share of the budget a fraction."),
            AlertKind.ErrorRateAbove => (rule.Threshold is >= 0 and < 1, "threshold is not a fraction below 1.", "0.05 is 5 % of the calls."),
            _ => (true, "", ""),
        };
        if (!isGood)
            throw Invalid(sentence, next);
    }

    private static void CheckUsage(AlertRule rule)
    {
        if (rule.Kind.IsOnUsage() && rule.Brand is not null)
            throw Invalid($"{rule.Kind.Name()} watches the whole organisation.", "Leave brand out.");
        if (rule.Kind.HasMinutes() ? rule.Minutes is not (>= 1 and <= MostMinutes) : rule.Minutes is not null)
            throw Invalid($"minutes belongs to error_rate_above and latency_p95_above, from 1 to {MostMinutes}.", "For example: 15");
        if (rule.Kind is AlertKind.BudgetShareAbove ? rule.BudgetUsd is not (> 0 and <= MostMoney) : rule.BudgetUsd is not null)
            throw Invalid("budget_usd belongs to budget_share_above: what a month may cost, in US dollars.", "For example: 500");
    }

    private static RefusalException Invalid(string sentence, string next) => new(RefusalCode.ValueInvalid, sentence, next);

    [GeneratedRegex(@"\p{Cc}", RegexOptions.NonBacktracking)]
    private static partial Regex ControlCharacter();
}
