using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Metrics.Catalogue;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Metrics.Results;
using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Core.Metrics.Drivers;

/// <summary>Explains why a metric changed: tries the dimensions it may be cut by, and answers with the most telling one.</summary>
public sealed class ChangeExplainer(ITenantProfiles profiles, IEnumerable<IWarehouse> warehouses, BusinessClock clock)
{
    // More members are noise to a reader; what they did together is said.
    private const int MostDrivers = 8;

    // Of dimensions that tell nearly as much, the answer is the one that the catalogue lists first: what people name by
    // themselves, such as a product before its type and a platform before its campaigns.
    private const double CloseEnough = 0.85;

    private readonly MetricSessions _sessions = new(profiles, warehouses, clock);

    /// <exception cref="RefusalException">The request cannot be answered as it stands; the refusal says why and what can.</exception>
    public Task<ChangeExplanation> ExplainAsync(TenantContext tenant, AnswerContext answer, ChangeRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);

        return _sessions.RunAsync(tenant, answer, session => ExplainAsync(session, request, cancellationToken), cancellationToken);
    }

    private static async Task<ChangeExplanation> ExplainAsync(MetricSession session, ChangeRequest request, CancellationToken cancellationToken)
    {
        var metric = NameResolver.Metric(request.Metric, "metric", MetricCatalogue.Instance);
        RefuseUnexplainable(metric, request.By);
        var asked = new MetricRequest
        {
            Metrics = [request.Metric],
            Time = request.Time,
            Compare = request.Compare ?? new RequestCompare("previous_period", null, null),
            Brands = request.Brands,
        };
        var whole = session.Ask(asked);
        if (request.By is not null)
            session.Ask(asked with { Dimensions = [request.By] });

        await whole.ReadAheadAsync(cancellationToken);
        var totals = await whole.TotalsAsync(cancellationToken);
        var result = await whole.ReadAsync(totals, cancellationToken);
        List<MemberChanges> tried = [];
        Dimension[] candidates = [.. Candidates(metric, request.By, result)];
        if (result.Compare!.Change[metric.Id].Absolute is not null and not 0m) // a comparison was asked for
        {
            var sums = MemberChanges.Whole(whole.Plan, totals);
            var cuts = candidates.Select(d => (Dimension: d, Run: session.Find(asked with { Dimensions = [d.Id] }))).Where(c => c.Run is not null).ToList();
            await Task.WhenAll(cuts.Select(c => c.Run!.GroupsAheadAsync(cancellationToken))); // those without a source are left out
            foreach (var (dimension, run) in cuts)
            {
                try
                {
                    if (await MemberChanges.ReadAsync(run!, dimension, sums, cancellationToken) is { } changes)
                        tried.Add(changes);
                }
                catch (RefusalException refusal) when (refusal.Code is RefusalCode.ResultTooLarge && request.By is null)
                {
                    // Nobody asked for this one, and of so many members none tells why.
                }
            }
        }

        return Explanation(result, metric, candidates, [.. tried.OrderByDescending(t => t.Score)]);
    }

    private static ChangeExplanation Explanation(MetricResult result, Metric metric, IReadOnlyList<Dimension> candidates, IReadOnlyList<MemberChanges> tried)
    {
        string[] order = [.. metric.Dimensions];
        var best = tried.Count == 0 ? null : tried.Where(t => t.Score >= tried[0].Score * CloseEnough).MinBy(t => Array.IndexOf(order, t.Dimension.Id));
        var shown = best is null ? null : new ShownDrivers(metric, best.Drivers, result.Compare!.Change[metric.Id].Absolute!.Value, MostDrivers); // there is a change where something was tried
        return new ChangeExplanation
        {
            Result = result,
            Metric = metric,
            By = best?.Dimension,
            Drivers = shown?.Drivers ?? [],
            Others = shown?.Others,
            OtherMembers = shown?.OtherMembers ?? 0,
            Tried = [.. tried.Select(t => (t.Dimension, tried[0].Score == 0 ? 0m : Math.Round((decimal)(t.Score / tried[0].Score), 2)))],
            Source = best?.Source,
            Summary = ChangeSummary.Write(result, metric, candidates, best?.Dimension, shown),
        };
    }

    // The months that customers first came in are others now than then: they would explain everything by saying nothing.
    private static IEnumerable<Dimension> Candidates(Metric metric, string? by, MetricResult result) => metric.Dimensions
        .Select(id => MetricCatalogue.Instance.FindDimension(id)!) // a metric's dimensions are in the catalogue
        .Where(d => by is null ? !d.IsOrdered && (d.Id != "brand" || result.Provenance.Query.Brands.Count > 1) : d.Id == by);

    private static void RefuseUnexplainable(Metric metric, string? by)
    {
        if (metric.NeedsCut.Count > 0 || metric.Computation is not (SumComputation or RatioComputation { Of.Count: 1, To.Count: 1 }))
        {
            throw new RefusalException(
                RefusalCode.ValueInvalid,
                $"A change of {metric.Id} cannot be split into what its members did.",
                "Explain what it is made of, such as ltv_90, ncac or ad_spend, or compare it with query_metrics.");
        }

        if (by is not null && MetricCatalogue.Instance.FindDimension(by) is { IsOrdered: true })
        {
            throw new RefusalException(
                RefusalCode.DimensionIncompatible,
                $"{by} explains no change: its members are others now than then.",
                "Leave by out, or take another dimension of the metric.");
        }
    }
}
