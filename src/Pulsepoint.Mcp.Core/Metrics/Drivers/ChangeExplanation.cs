using Pulsepoint.Mcp.Core.Metrics.Catalogue;
using Pulsepoint.Mcp.Core.Metrics.Results;

namespace Pulsepoint.Mcp.Core.Metrics.Drivers;

/// <summary>A change, and what drove it along the dimension that tells most.</summary>
public sealed record ChangeExplanation
{
    /// <summary>The metric then and now, as query_metrics would answer.</summary>
    public required MetricResult Result { get; init; }

    public required Metric Metric { get; init; }

    /// <summary>The change said in sentences, with its largest drivers.</summary>
    public required string Summary { get; init; }

    /// <summary>What the drivers are members of; null when nothing could be explained.</summary>
    public required Dimension? By { get; init; }

    /// <summary>Largest part first, rounded so that they and <see cref="Others"/> add up to the change as it is shown.</summary>
    public required IReadOnlyList<Driver> Drivers { get; init; }

    /// <summary>What the members that are not listed did together; null when all are listed.</summary>
    public required Driver? Others { get; init; }

    /// <summary>How many members <see cref="Others"/> stands for.</summary>
    public required int OtherMembers { get; init; }

    /// <summary>Every dimension that was tried, the most telling first; how much each tells beside it, from 0 to 1.</summary>
    public required IReadOnlyList<(Dimension Dimension, decimal Tells)> Tried { get; init; }

    /// <summary>Engine and sources of the drivers; null when there are none.</summary>
    public required string? Source { get; init; }
}
