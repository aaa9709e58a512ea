namespace Pulsepoint.Mcp.Core.Metrics.Catalogue;

/// <summary>
/// One metric: what it is called, what it means, and the sums it is made of. A ratio keeps numerator and denominator
/// apart, so that a group's value is always the ratio of the group's sums.
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

    public required LinearSum Numerator { get; init; }

    /// <summary>Null for a plain sum.</summary>
    public required LinearSum? Denominator { get; init; }

    /// <summary>Multiplies a ratio: 1000 for a cost per thousand.</summary>
    public required int Factor { get; init; }

    /// <summary>Ids of the dimensions that it may be cut and filtered by.</summary>
    public required IReadOnlyList<string> Dimensions { get; init; }

    /// <summary>What is easily misread; null when nothing is.</summary>
    public required string? Trap { get; init; }

    /// <summary>The dimensions that spring the trap; empty when it is always there.</summary>
    public required IReadOnlyList<string> TrapBy { get; init; }

    /// <summary>The metric that answers the same question for one ad platform; null when there is none.</summary>
    public required string? PerPlatform { get; init; }

    public required IReadOnlyList<string> Synonyms { get; init; }

    public bool IsRatio => Denominator is not null;

    /// <summary>The measures that it needs, each once.</summary>
    public IEnumerable<string> Measures =>
        Numerator.Terms.Concat(Denominator?.Terms ?? []).Select(t => t.Measure).Distinct();

    /// <summary>The value of a group from the group's sums; null where a sum is unknown or the denominator is zero.</summary>
    public decimal? Evaluate(Func<string, decimal?> measure)
    {
        var numerator = Numerator.Evaluate(measure);
        if (Denominator is null)
            return numerator;

        var denominator = Denominator.Evaluate(measure);
        return denominator is null or 0m ? null : Factor * numerator / denominator;
    }
}
