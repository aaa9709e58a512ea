using NodaTime;
using Pulsepoint.Mcp.Core.Metrics.Query;

namespace Pulsepoint.Mcp.Core.Metrics.Results;

/// <summary>Where an answer comes from, so that it can be checked and repeated.</summary>
public sealed record Provenance
{
    /// <summary>The query with every default filled in.</summary>
    public required MetricQuery Query { get; init; }

    /// <summary>Engine and sources: <c>postgres:sales_daily</c>.</summary>
    public required string Source { get; init; }

    /// <summary>The generation of the data; not shown, but pages of two generations are never put together.</summary>
    public required string Generation { get; init; }

    /// <summary>Last loaded day of each source, the earliest of the brands asked about.</summary>
    public required IReadOnlyDictionary<string, LocalDate> DataThrough { get; init; }

    /// <summary>Whether a day of the range is not whole: today, or a day that a source of the answer has not loaded.</summary>
    public required bool IsPartial { get; init; }

    /// <summary>First day whose figures the platforms may still restate; null when none is in the range.</summary>
    public required LocalDate? ProvisionalFrom { get; init; }

    /// <summary>The fixed business now, when one is set.</summary>
    public required Instant? Now { get; init; }
}
