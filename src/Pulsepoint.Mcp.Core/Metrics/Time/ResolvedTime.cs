using NodaTime;
using Pulsepoint.Mcp.Core.Metrics.Query;

namespace Pulsepoint.Mcp.Core.Metrics.Time;

/// <summary>A range of days, how it was asked for, and what kind of range it is.</summary>
public sealed record ResolvedTime
{
    public required DateRange Range { get; init; }

    public required RangeKind Kind { get; init; }

    /// <summary>The preset that was asked for; null for dates.</summary>
    public required string? Preset { get; init; }

    /// <summary>The unit of a to-date range.</summary>
    public TimeGrain? Unit { get; init; }

    /// <summary>The event of an event range.</summary>
    public ShoppingEvent? Event { get; init; }

    /// <summary>Whether nobody asked for it: <c>last_30_days</c> was filled in.</summary>
    public bool IsDefault { get; init; }

    /// <summary>The day that was today when the range was resolved.</summary>
    public required LocalDate Today { get; init; }

    /// <summary>Whether the range includes the running day, whose figures still grow.</summary>
    public bool IsPartial => Range.Contains(Today);
}
