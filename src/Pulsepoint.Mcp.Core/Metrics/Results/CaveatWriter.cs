using Pulsepoint.Mcp.Core.Metrics.Planning;

namespace Pulsepoint.Mcp.Core.Metrics.Results;

/// <summary>What is easily misread about the metrics of an answer, in the words of the catalogue.</summary>
internal static class CaveatWriter
{
    public static IEnumerable<string> Write(QueryPlan plan)
    {
        var query = plan.Query;
        var onePlatform = plan.Feeds.Count == 1;
        if (!onePlatform && query.Metrics.Any(m => m.Measures.Any(IsClaim)))
            yield return "Several ad platforms claim the same orders: their conversions and revenue added together count orders more than once.";

        if (plan.Whole is not null)
            yield return "Customers count under each product of their first order, so products do not add up to the total.";

        foreach (var caveat in plan.Parts.Select(p => p.Source.Caveat).OfType<string>().Distinct())
            yield return caveat;

        var traps = query.Metrics
            // Sums over platforms are what the sentence before is about.
            .Where(m => m.Trap is not null && !m.Measures.All(IsClaim))
            .Where(m => m.TrapBy.Count == 0 || query.Dimensions.Any(d => m.TrapBy.Contains(d.Id)))
            .GroupBy(m => m.Trap, m => m.Id);
        foreach (var trap in traps)
            yield return $"{string.Join(", ", trap)}: {trap.Key}";
    }

    private static bool IsClaim(string measure) => measure is "conversions" or "conversion_value";
}
