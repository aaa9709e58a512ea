namespace Pulsepoint.Mcp.Core.Metrics.Catalogue;

/// <summary>How a metric's value follows from the sums of a group's measures.</summary>
public abstract record MetricComputation
{
    /// <summary>The measures that it needs; one may come twice.</summary>
    internal abstract IEnumerable<string> Measures { get; }

    /// <summary>The value of a group; null where a sum is unknown or there is nothing to divide by.</summary>
    /// <param name="measure">A measure's sum over the group; null where it is unknown.</param>
    internal abstract decimal? Evaluate(Func<string, decimal?> measure);
}
