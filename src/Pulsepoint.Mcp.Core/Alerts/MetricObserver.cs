using NodaTime;
using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Metrics;
using Pulsepoint.Mcp.Core.Metrics.Catalogue;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Metrics.Results;
using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Core.Alerts;

/// <summary>Observes what rules on metrics and on missing data watch, with the eyes of the key: what it may not see, no rule sees.</summary>
public sealed class MetricObserver(MetricReader reader, ITenantProfiles profiles, IEnumerable<IWarehouse> warehouses, BusinessClock clock, TimeProvider time)
{
    // Of a source that was never loaded: as many as a rule can ask for, so that every rule on it fires.
    private const int NeverLoadedDays = 365;

    // Nobody sits before the screen.
    private static readonly Duration s_patience = Duration.FromMinutes(1);

    // The facts last: roll-ups are made from them.
    private readonly IWarehouse[] _warehouses = [.. warehouses.OrderBy(w => w.Engine)];

    /// <exception cref="RefusalException">The question cannot be answered: the brand is gone, nothing is loaded, or the data are away.</exception>
    public async Task<IReadOnlyList<AlertObservation>> ObserveAsync(TenantContext tenant, AlertRule rule, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rule);

        return rule.Kind is AlertKind.DataMissing
            ? await MissingAsync(tenant, rule, cancellationToken)
            : [await ValueAsync(tenant, rule, cancellationToken)];
    }

    private async Task<AlertObservation> ValueAsync(TenantContext tenant, AlertRule rule, CancellationToken cancellationToken)
    {
        var isChange = rule.Kind is AlertKind.MetricRises or AlertKind.MetricFalls;
        var result = await reader.ReadAsync(
            tenant,
            new AnswerContext("alerts", AnswerId.New(time), s_patience, time),
            new MetricRequest
            {
                Metrics = [rule.Metric!], // rules on metrics have one
                Time = new RequestTime(rule.Window, null, null),
                Compare = isChange ? new RequestCompare("previous_period", null, null) : null,
                Brands = rule.Brand is { } brand ? [brand.Value] : null,
                // Not what the brands happen to share: with one brand more, the threshold would mean something else.
                IsInReportingCurrency = rule.Brand is null,
            },
            cancellationToken);
        var query = result.Provenance.Query;
        if (rule.Kind.NeedsWholeDays() && query.Time.Range.To >= query.Time.Today)
            throw AlertRuleChecker.NotOver(rule.Window!); // rules on metrics have one

        return isChange
            ? new AlertObservation(rule.Brand, ChangeOf(result, rule.Metric!))
            : new AlertObservation(rule.Brand, LevelOf(result, rule), query.Metrics[0].Unit is MetricUnit.Money ? query.Currency : null);
    }

    // Days that are not loaded are no drop in sales, nor a rise when it is the days before; a rule on missing data tells of them.
    private static decimal? ChangeOf(MetricResult result, string metric) =>
        result is { Provenance.IsPartial: false, Compare: { IsPartial: false } compare } ? compare.Change.GetValueOrDefault(metric)?.Relative : null;

    private static decimal? LevelOf(MetricResult result, AlertRule rule) =>
        rule.Kind.NeedsWholeDays() && result.Provenance.IsPartial ? null : result.Totals.GetValueOrDefault(rule.Metric!);

    private async Task<IReadOnlyList<AlertObservation>> MissingAsync(TenantContext tenant, AlertRule rule, CancellationToken cancellationToken)
    {
        var profile = await profiles.ReadAsync(tenant, cancellationToken);
        Brand[] brands = [.. profile.Brands.Where(b => rule.Brand is null || rule.Brand == b.Id)];
        if (brands.Length == 0)
            throw Refusal.BrandUnknown();

        var loads = await LoadsAsync(tenant, cancellationToken);
        return [.. brands.Select(b => new AlertObservation(b.Id, MissingDays(profile, b, loads)))];
    }

    private async Task<IReadOnlyList<SourceLoad>> LoadsAsync(TenantContext tenant, CancellationToken cancellationToken)
    {
        WarehouseState? state = null;
        foreach (var warehouse in _warehouses)
            state = await warehouse.DescribeAsync(tenant, cancellationToken) ?? state;

        return state?.Loads ?? throw Refusal.SourceUnavailable("No data are loaded for this organisation yet.", "Ask your administrator to run the first sync.");
    }

    // Complete days that the source furthest behind lacks; today is not complete. Where nothing is connected, nothing is missing.
    private int? MissingDays(TenantProfile profile, Brand brand, IReadOnlyList<SourceLoad> loads)
    {
        if (brand.Sources.Count == 0)
            return null;

        var yesterday = clock.Today(profile, brand.TimeZone).PlusDays(-1);
        return Math.Max(0, brand.Sources.Max(LagOf));

        int LagOf(string source) =>
            loads.FirstOrDefault(l => l.Brand == brand.Id && l.Source == source) is { } load ? Period.DaysBetween(load.DataThrough, yesterday) : NeverLoadedDays;
    }
}
