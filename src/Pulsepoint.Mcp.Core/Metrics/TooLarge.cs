using System.Globalization;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Refusals;

namespace Pulsepoint.Mcp.Core.Metrics;

/// <summary>Refuses a table of more rows than are read, with what would make it smaller.</summary>
internal static class TooLarge
{
    public static RefusalException Of(MetricQuery query, int mostRows) => Refusal.ResultTooLarge(
        string.Create(CultureInfo.InvariantCulture, $"The answer, or what it is compared with, has more than {mostRows:N0} rows; nothing is left out unsaid, so nothing is returned."),
        $"Ask for less: {string.Join(", ", Ways(query))}.");

    private static IEnumerable<string> Ways(MetricQuery query)
    {
        yield return "filter, or name fewer brands";
        if (query.Dimensions.Count > 1)
            yield return $"leave out one of {string.Join(" and ", query.Dimensions.Select(d => d.Id))}";
        if (query.Grain is { } grain)
            yield return $"take a coarser grain than {grain.ToString().ToLowerInvariant()}, or fewer days";
        if (query.Limit is null)
            yield return "give a limit";
        if (query.Compare is not null)
            yield return "leave out compare";
    }
}
