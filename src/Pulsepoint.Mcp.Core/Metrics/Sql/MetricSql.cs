using Pulsepoint.Mcp.Core.Metrics.Catalogue;

namespace Pulsepoint.Mcp.Core.Metrics.Sql;

/// <summary>A metric as an expression over the summed measures of a group, for ordering and conditions.</summary>
internal static class MetricSql
{
    public static string Expression(SqlDialect dialect, Metric metric, Func<string, string> column)
    {
        var numerator = Sum(metric.Numerator, column);
        if (metric.Denominator is null)
            return numerator;

        // Only the order and the comparison are decided in floating point; the value itself is computed exactly from the sums.
        return $"{metric.Factor} * {dialect.Approximate(numerator)} / nullif({dialect.Approximate(Sum(metric.Denominator, column))}, 0)";
    }

    private static string Sum(LinearSum sum, Func<string, string> column) =>
        "(0" + string.Concat(sum.Terms.Select(t => $" {(t.IsNegative ? '-' : '+')} coalesce({column(t.Measure)}, 0)")) + ")";
}
