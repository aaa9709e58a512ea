namespace Pulsepoint.Mcp.Core.Metrics.Time;

/// <summary>What a range is, because the period before it depends on that.</summary>
public enum RangeKind
{
    /// <summary>Any number of days.</summary>
    Days,

    /// <summary>Whole weeks, Monday to Sunday, or a weekend.</summary>
    Weeks,

    /// <summary>Exactly one month, quarter, half or year.</summary>
    Calendar,

    /// <summary>From the start of a month, quarter or year until today.</summary>
    ToDate,

    /// <summary>A named shopping event that returns every year.</summary>
    Event,
}
