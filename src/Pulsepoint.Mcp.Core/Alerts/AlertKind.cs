namespace Pulsepoint.Mcp.Core.Alerts;

/// <summary>What a rule watches. The names on the wire (<see cref="AlertKinds"/>) are pinned, and the database knows no others.</summary>
public enum AlertKind
{
    /// <summary>A metric of the window is above the threshold.</summary>
    MetricAbove,

    /// <summary>A metric of the window is below the threshold.</summary>
    MetricBelow,

    /// <summary>A metric grew by more than the threshold (0.2 is 20 %) against the period before.</summary>
    MetricRises,

    /// <summary>A metric shrank by more than the threshold (0.2 is 20 %) against the period before.</summary>
    MetricFalls,

    /// <summary>The last complete days of a connected source are not loaded: as many as the threshold, or more. One that was never loaded lacks 365.</summary>
    DataMissing,

    /// <summary>What the calls of this UTC day cost, in US dollars as clients report it, is above the threshold.</summary>
    CostOfDayAbove,

    /// <summary>Of the calls of the last minutes, a larger fraction than the threshold failed; refusals are no failures.</summary>
    ErrorRateAbove,

    /// <summary>The 95th percentile of the latency of the last minutes, in milliseconds, is above the threshold.</summary>
    LatencyAbove,

    /// <summary>What the calls of this UTC month cost is a larger fraction of the budget than the threshold.</summary>
    BudgetShareAbove,
}
