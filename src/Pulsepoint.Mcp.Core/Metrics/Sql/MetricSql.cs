using Pulsepoint.Mcp.Core.Metrics.Catalogue;

namespace Pulsepoint.Mcp.Core.Metrics.Sql;

/// <summary>A metric as an expression over the summed measures of a group, for ordering and conditions.</summary>
internal static class MetricSql
{
    public static string Expression(SqlDialect dialect, Metric metric, Func<string, string> column)
    {
        // Only the order and the comparison are decided in floating point; the value itself is computed exactly from the sums.
        return metric.Computation switch
        {
            SumComputation sum => Sum(sum.Sum, column),
            RatioComputation ratio => $"{ratio.Times} * {Product(dialect, ratio.Of, column)} / nullif({Product(dialect, ratio.To, column)}, 0)",
            PaybackComputation payback => Payback(dialect, payback, column),
            _ => throw new ArgumentOutOfRangeException(nameof(metric), metric.Computation, "Unknown computation."),
        };
    }

    private static string Product(SqlDialect dialect, IReadOnlyList<LinearSum> sums, Func<string, string> column) => string.Join(" * ", sums.Select(s => dialect.Approximate(Sum(s, column))));

    /// <summary>The first month whose customers have earned what one cost; none where a month before it has no customers.</summary>
    private static string Payback(SqlDialect dialect, PaybackComputation payback, Func<string, string> column)
    {
        var cost = $"{dialect.Approximate(column(PaybackComputation.Cost))} / nullif({dialect.Approximate(column(PaybackComputation.Acquired))}, 0)";
        var months = payback.Ages.Select((age, i) =>
        {
            var members = $"nullif({dialect.Approximate(column(PaybackComputation.Members(age)))}, 0)";
            return $" when {members} is null then null when {dialect.Approximate(column(PaybackComputation.Profit(age)))} / {members} >= {cost} then {i + 1}";
        });
        return $"case{string.Concat(months)} end";
    }

    private static string Sum(LinearSum sum, Func<string, string> column) =>
        "(0" + string.Concat(sum.Terms.Select(t => $" {(t.IsNegative ? '-' : '+')} coalesce({column(t.Measure)}, 0)")) + ")";
}
