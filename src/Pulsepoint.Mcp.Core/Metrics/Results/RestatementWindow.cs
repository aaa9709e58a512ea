using NodaTime;
using Pulsepoint.Mcp.Core.Metrics.Time;

namespace Pulsepoint.Mcp.Core.Metrics.Results;

/// <summary>How many days back the ad platforms still change their figures.</summary>
internal static class RestatementWindow
{
    private static readonly Dictionary<string, int> s_days = new() { ["meta"] = 28, ["tiktok"] = 14, ["google"] = 30 };

    /// <summary>The first day of the range that may still change; null when all of it is settled.</summary>
    public static LocalDate? ProvisionalFrom(IEnumerable<string> feeds, ResolvedTime time)
    {
        var longest = feeds.Select(f => s_days.GetValueOrDefault(f)).DefaultIfEmpty().Max();
        if (longest == 0)
            return null;

        var first = time.Today.PlusDays(-longest);
        return first > time.Range.To ? null : LocalDate.Max(first, time.Range.From);
    }
}
