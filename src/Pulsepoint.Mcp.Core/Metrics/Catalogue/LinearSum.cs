namespace Pulsepoint.Mcp.Core.Metrics.Catalogue;

/// <summary>A sum and difference of measures: <c>gross − discounts − returns</c>.</summary>
public sealed record LinearSum(IReadOnlyList<LinearSum.Term> Terms)
{
    /// <summary>One measure, added or taken off.</summary>
    public readonly record struct Term(string Measure, bool IsNegative);

    /// <summary>Its measures; one may come twice.</summary>
    internal IEnumerable<string> Measures => Terms.Select(t => t.Measure);

    internal static LinearSum Parse(IEnumerable<string> terms) =>
        new([.. terms.Select(t => t.StartsWith('-') ? new Term(t[1..], IsNegative: true) : new Term(t, IsNegative: false))]);

    /// <summary>The sum; null when one of its measures is unknown.</summary>
    public decimal? Evaluate(Func<string, decimal?> measure)
    {
        ArgumentNullException.ThrowIfNull(measure);

        var total = 0m;
        foreach (var term in Terms)
        {
            if (measure(term.Measure) is not { } value)
                return null;

            total += term.IsNegative ? -value : value;
        }

        return total;
    }
}
