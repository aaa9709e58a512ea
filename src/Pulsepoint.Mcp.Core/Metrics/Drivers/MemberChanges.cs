using Pulsepoint.Mcp.Core.Metrics.Catalogue;
using Pulsepoint.Mcp.Core.Metrics.Planning;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Core.Metrics.Drivers;

/// <summary>A change along one dimension.</summary>
internal sealed record MemberChanges(Dimension Dimension, IReadOnlyList<Driver> Drivers, double Score, string Source)
{
    /// <summary>The sums of everything, without a cut.</summary>
    public static MemberSums Whole(QueryPlan plan, RunTotals totals) => Join(plan, [totals.Now], [totals.Then!]).Single(); // asked for with a comparison

    /// <returns>
    /// Null where the members do not add up to the whole: customers who bought several products, or ads by country, which
    /// platforms tell for a part of their spend only.
    /// </returns>
    public static async Task<MemberChanges?> ReadAsync(MetricRun run, Dimension dimension, MemberSums whole, CancellationToken cancellationToken)
    {
        var (plan, metric) = (run.Plan, run.Plan.Query.Metrics[0]);
        var (now, then) = (plan.Query.Time.Range, plan.Query.Compare!.Range); // asked for with a comparison
        var members = Join(plan, await run.GroupsAsync(now, cancellationToken), await run.GroupsAsync(then, cancellationToken));
        if (!MemberSums.Together(members).IsAbout(whole))
            return null;

        var drivers = metric.Computation is RatioComputation ratio ? Decomposition.OfRatio(members, ratio.Times) : Decomposition.OfSum(members);
        return drivers.Count == 0
            ? null
            : new MemberChanges(dimension, drivers, Telling.Score(drivers, [.. members.Select(m => Size(m, whole))]), plan.Source);
    }

    /// <summary>Of a ratio's member its weight, else its sum.</summary>
    private static (decimal Then, decimal Now) Size(MemberSums m, MemberSums whole) => whole is { DenominatorThen: 0m, Denominator: 0m }
        ? (m.NumeratorThen, m.Numerator)
        : (m.DenominatorThen / whole.DenominatorThen, m.Denominator / whole.Denominator);

    private static List<MemberSums> Join(QueryPlan plan, IReadOnlyList<FactRow> now, IReadOnlyList<FactRow> then)
    {
        var (above, below) = plan.Query.Metrics[0].Computation switch
        {
            SumComputation sum => (sum.Sum, null),
            RatioComputation ratio => (ratio.Of[0], ratio.To[0]),
            _ => throw new ArgumentOutOfRangeException(nameof(plan), plan.Query.Metrics[0].Computation, "No sums to split."),
        };
        var (nowByKey, thenByKey) = (ByKey(now), ByKey(then));
        return [.. nowByKey.Keys.Union(thenByKey.Keys).Select(key => new MemberSums(
            key.Name, Sum(above, thenByKey.GetValueOrDefault(key)), Sum(below, thenByKey.GetValueOrDefault(key)), Sum(above, nowByKey.GetValueOrDefault(key)), Sum(below, nowByKey.GetValueOrDefault(key))))];

        // What has no row is nothing: whether the days are loaded was asked of the whole.
        decimal Sum(LinearSum? sum, FactRow? row) => row is null ? 0m : sum?.Evaluate(m => row.Measures[plan.IndexOf(m)] ?? 0m) ?? 0m;
    }

    // A key of its own for what has no name, which a dictionary would refuse.
    private static Dictionary<Key, FactRow> ByKey(IReadOnlyList<FactRow> rows) => rows.ToDictionary(r => new Key(r.Keys.Count == 0 ? null : r.Keys[0]));

    private readonly record struct Key(string? Name);
}
