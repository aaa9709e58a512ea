namespace Pulsepoint.Mcp.Core.Alerts;

/// <summary>The names of kinds: <c>metric_below</c>.</summary>
public static class AlertKinds
{
    private static readonly (AlertKind Kind, string Name)[] s_names =
    [
        (AlertKind.MetricAbove, "metric_above"),
        (AlertKind.MetricBelow, "metric_below"),
        (AlertKind.MetricRises, "metric_rises"),
        (AlertKind.MetricFalls, "metric_falls"),
        (AlertKind.DataMissing, "data_missing"),
        (AlertKind.CostOfDayAbove, "cost_of_day_above"),
        (AlertKind.ErrorRateAbove, "error_rate_above"),
        (AlertKind.LatencyAbove, "latency_p95_above"),
        (AlertKind.BudgetShareAbove, "budget_share_above"),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. s_names.Select(n => n.Name)];

    public static string Name(this AlertKind kind) => s_names.First(n => n.Kind == kind).Name;

    /// <summary>Null where there is none of that name.</summary>
    public static AlertKind? Of(string? name) => s_names.Where(n => n.Name == name).Select(n => (AlertKind?)n.Kind).FirstOrDefault();

    /// <summary>Whether the rule asks the catalogue's metrics.</summary>
    public static bool IsOnMetric(this AlertKind kind) => kind is AlertKind.MetricAbove or AlertKind.MetricBelow or AlertKind.MetricRises or AlertKind.MetricFalls;

    /// <summary>Whether the rule watches the organisation's calls: such rules need <c>audit:read</c>.</summary>
    public static bool IsOnUsage(this AlertKind kind) => kind >= AlertKind.CostOfDayAbove;

    /// <summary>Whether the rule asks for days that are over and loaded: of others, less than usual says nothing.</summary>
    public static bool NeedsWholeDays(this AlertKind kind) => kind is AlertKind.MetricBelow or AlertKind.MetricRises or AlertKind.MetricFalls;

    /// <summary>Whether the rule looks at the last minutes.</summary>
    public static bool HasMinutes(this AlertKind kind) => kind is AlertKind.ErrorRateAbove or AlertKind.LatencyAbove;
}
