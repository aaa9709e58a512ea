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
public sealed class ChangeExplainer(ITenantProfiles profiles, IEnumerable<IWarehouse> warehouses, BusinessClock clock, TimeProvider time)
{
    // More members are noise to a reader; what they did together is said.
    private const int MostDrivers = 8;

    // Nearly as telling, but finer: the coarser dimension is the better answer.
    private const double CloseEnough = 0.9;

    private readonly MetricSessions _sessions = new(profiles, warehouses, clock, time);

    /// <exception cref="RefusalException">The request cannot be answered as it stands; the refusal says why and what can.</exception>
    public Task<ChangeExplanation> ExplainAsync(TenantContext tenant, ChangeRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);

        return _sessions.RunAsync(tenant, session => ExplainAsync(session, request, cancellationToken), cancellationToken);
    }

    private static async Task<ChangeExplanation> ExplainAsync(MetricSession session, ChangeRequest request, CancellationToken cancellationToken)
    {
        var asked = new MetricRequest
        {
            Metrics = [request.Metric],
            Time = request.Time,
            Compare = request.Compare ?? new RequestCompare("previous_period", null, null),
            Brands = request.Brands,
        };
        var whole = session.Ask(request.By is null ? asked : asked with { Dimensions = [request.By] });
        var metric = whole.Plan.Query.Metrics[0];
        RefuseUnexplainable(metric);

        var result = await session.Ask(asked).ReadAsync(cancellationToken);
        List<MemberChanges> tried = [];
        if (result.Compare!.Change[metric.Id].Absolute is not null and not 0m) // a comparison was asked for
        {
            foreach (var dimension in Candidates(metric, request.By, result))
            {
                if (session.Find(asked with { Dimensions = [dimension.Id] }) is { } run && await MemberChanges.ReadAsync(run, dimension, cancellationToken) is { } changes)
                    tried.Add(changes);
            }
        }

        return Explanation(result, metric, [.. tried.OrderByDescending(t => t.Score)]);
    }

    private static ChangeExplanation Explanation(MetricResult result, Metric metric, IReadOnlyList<MemberChanges> tried)
    {
        // The catalogue lists the coarser dimension first: product before sku, platform before campaign.
        var best = tried.Count == 0 ? null : tried.Where(t => t.Score >= tried[0].Score * CloseEnough).MinBy(t => MetricCatalogue.Instance.Dimensions.ToList().IndexOf(t.Dimension));
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
            Summary = ChangeSummary.Write(result, metric, best?.Dimension, shown),
        };
    }

    private static IEnumerable<Dimension> Candidates(Metric metric, string? by, MetricResult result) => metric.Dimensions
        .Where(id => by is null ? id != "brand" || result.Provenance.Query.Brands.Count > 1 : id == by)
        .Select(id => MetricCatalogue.Instance.FindDimension(id)!); // a metric's dimensions are in the catalogue

    private static void RefuseUnexplainable(Metric metric)
    {
        if (metric.NeedsCut.Count > 0 || metric.Computation is not (SumComputation or RatioComputation { Of.Count: 1, To.Count: 1 }))
        {
            throw new RefusalException(
                RefusalCode.ValueInvalid,
                $"A change of {metric.Id} cannot be split into what its members did.",
                "Explain what it is made of, such as ltv_90, ncac or ad_spend, or compare it with query_metrics.");
        }
    }
}
