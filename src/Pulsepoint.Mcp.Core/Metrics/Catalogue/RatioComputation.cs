namespace Pulsepoint.Mcp.Core.Metrics.Catalogue;

/// <summary>
/// A ratio of sums, kept apart until the end, so that a group's value is always the ratio of the group's sums. Ratios of
/// ratios have two factors above and below.
/// </summary>
/// <param name="Of">What is multiplied above.</param>
/// <param name="To">What is multiplied below.</param>
/// <param name="Times">1000 for a cost per thousand, else 1.</param>
public sealed record RatioComputation(IReadOnlyList<LinearSum> Of, IReadOnlyList<LinearSum> To, int Times) : MetricComputation
{
    internal override IEnumerable<string> Measures => Of.Concat(To).SelectMany(sum => sum.Measures);

    internal override decimal? Evaluate(Func<string, decimal?> measure) =>
        Product(Of, measure) is { } above && Product(To, measure) is { } below and not 0m ? Times * above / below : null;

    private static decimal? Product(IReadOnlyList<LinearSum> sums, Func<string, decimal?> measure) =>
        sums.Aggregate((decimal?)1m, (product, sum) => product * sum.Evaluate(measure));
}
