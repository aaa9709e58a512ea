using System.Globalization;
using Pulsepoint.Mcp.Core.Metrics.Results;

namespace Pulsepoint.Mcp.IntegrationTests.Google.BigQuery.Moves;

/// <summary>An answer as text, without what says where it comes from.</summary>
internal static class AnswerText
{
    public static string Of(MetricResult result) => string.Join('\n',
    [
        result.Summary,
        .. result.Rows.Select(r => string.Join(" | ", r)),
        .. result.Totals.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Key} {t.Value:0.##########}")),
    ]);
}
