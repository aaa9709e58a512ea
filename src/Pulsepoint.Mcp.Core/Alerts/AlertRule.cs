using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Alerts;

/// <summary>What is watched, and from where on it is an alert. <see cref="AlertRuleChecker"/> says what goes together.</summary>
public sealed record AlertRule
{
    public required AlertRuleId Id { get; init; }

    /// <summary>What people call it; 1 to 100 characters.</summary>
    public required string Name { get; init; }

    /// <summary>One brand; null for all brands together, in the organisation's reporting currency, or for usage.</summary>
    public BrandId? Brand { get; init; }

    public required AlertKind Kind { get; init; }

    /// <summary>The metric's id, of rules on metrics.</summary>
    public string? Metric { get; init; }

    /// <summary>
    /// In the unit of what is watched: a metric in its own unit (money in the brand's currency, without a brand in the organisation's for reports; percent as a fraction), a change
    /// as a fraction of the period before, days of missing data, US dollars of cost, a fraction of failed calls, milliseconds,
    /// or a fraction of the budget.
    /// </summary>
    public required decimal Threshold { get; init; }

    /// <summary>The days that a metric is taken of, by the name of a preset; local days of each brand.</summary>
    public string? Window { get; init; }

    /// <summary>How far back error rate and latency look, in minutes.</summary>
    public int? Minutes { get; init; }

    /// <summary>Of a share of the budget: what a UTC month may cost, in US dollars.</summary>
    public decimal? BudgetUsd { get; init; }

    /// <summary>A rule that is switched off fires nothing; what it had open is resolved.</summary>
    public bool IsEnabled { get; init; } = true;
}
