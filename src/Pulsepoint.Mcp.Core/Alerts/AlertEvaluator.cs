namespace Pulsepoint.Mcp.Core.Alerts;

/// <summary>
/// Judges an observation by a rule. An alert stays active for as long as the condition holds, and ends only with an observation
/// that says otherwise: not knowing changes nothing.
/// </summary>
public static class AlertEvaluator
{
    /// <param name="rule">What is watched.</param>
    /// <param name="observation">What is so now.</param>
    /// <param name="isActive">Whether an alert of this rule and brand is open or acknowledged.</param>
    public static AlertVerdict Evaluate(AlertRule rule, AlertObservation observation, bool isActive)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(observation);

        if (!rule.IsEnabled || observation.Value is not { } value)
            return AlertVerdict.Nothing;

        return (Holds(rule, value), isActive) switch
        {
            (true, false) => AlertVerdict.Fire,
            (false, true) => AlertVerdict.Resolve,
            _ => AlertVerdict.Nothing,
        };
    }

    private static bool Holds(AlertRule rule, decimal value) => rule.Kind switch
    {
        AlertKind.MetricBelow => value < rule.Threshold,
        AlertKind.MetricFalls => value < -rule.Threshold,
        AlertKind.DataMissing => value >= rule.Threshold,
        _ => value > rule.Threshold,
    };
}
