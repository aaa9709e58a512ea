namespace Pulsepoint.Mcp.Core.Metrics.Catalogue;

/// <summary>A plain sum: <c>gross − discounts − returns</c>. Or a distinct count, which is one measure.</summary>
public sealed record SumComputation(LinearSum Sum) : MetricComputation
{
    internal override IEnumerable<string> Measures => Sum.Measures;

    internal override decimal? Evaluate(Func<string, decimal?> measure) => Sum.Evaluate(measure);
}
