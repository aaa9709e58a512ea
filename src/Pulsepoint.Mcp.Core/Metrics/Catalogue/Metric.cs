namespace Pulsepoint.Mcp.Core.Metrics.Catalogue;

/// <summary>
/// One metric: what it is called, what it means, and the sums it is made of.
/// </summary>
public sealed record Metric
{
    public required string Id { get; init; }

    public required string Label { get; init; }

    public required string Group { get; init; }

    public required MetricUnit Unit { get; init; }

    /// <summary>The definition in plain words.</summary>
    public required string Formula { get; init; }

    /// <summary>Goes up when the definition changes; every answer names it.</summary>
    public required int Version { get; init; }

    public required MetricComputation Computation { get; init; }

    /// <summary>Ids of the dimensions that it may be cut and filtered by.</summary>
    public required IReadOnlyList<string> Dimensions { get; init; }

    /// <summary>What is easily misread; null when nothing is.</summary>
    public required string? Trap { get; init; }

    /// <summary>The dimensions that spring the trap; empty when it is always there.</summary>
    public required IReadOnlyList<string> TrapBy { get; init; }

    /// <summary>The metric that answers the same question for one ad platform; null when there is none.</summary>
    public required string? PerPlatform { get; init; }

    public required IReadOnlyList<string> Synonyms { get; init; }

    /// <summary>Ids of the dimensions of which one must be among its cuts or filters, for it says nothing without; mostly none.</summary>
    public required IReadOnlyList<string> NeedsCut { get; init; }

    /// <summary>How many days after the first order a customer counts in it; null for a metric that is not about that.</summary>
    public required int? HorizonDays { get; init; }

    /// <summary>About customers by their first order, on whose day the time is asked.</summary>
    public bool IsCohort => Group == "cohort";

    public bool IsRatio => Computation is RatioComputation;

    /// <summary>The measures that it needs, each once.</summary>
    public IEnumerable<string> Measures => Computation.Measures.Distinct();

    /// <summary>The value of a group from the group's sums; null where a sum is unknown or there is nothing to divide by.</summary>
    public decimal? Evaluate(Func<string, decimal?> measure) => Computation.Evaluate(measure);
}
