using NodaTime;
using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Metrics;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Core.Alerts;

/// <summary>Observes what rules on metrics and on missing data watch, with the eyes of the key: what it may not see, no rule sees.</summary>
public sealed class MetricObserver(MetricReader reader, ITenantProfiles profiles, IEnumerable<IWarehouse> warehouses, BusinessClock clock)
{
    /// <exception cref="RefusalException">The question cannot be answered: the brand is gone, or the data are away.</exception>
    public async Task<IReadOnlyList<AlertObservation>> ObserveAsync(TenantContext tenant, AlertRule rule, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rule);

        return rule.Kind is AlertKind.DataMissing
            ? await MissingAsync(tenant, rule, cancellationToken)
            : [new AlertObservation(rule.Brand, await ValueAsync(tenant, rule, cancellationToken))];
    }

    private async Task<decimal?> ValueAsync(TenantContext tenant, AlertRule rule, CancellationToken cancellationToken)
    {
        var isChange = rule.Kind is AlertKind.MetricRises or AlertKind.MetricFalls;
        var result = await reader.ReadAsync(
            tenant,
            new MetricRequest
            {
                Metrics = [rule.Metric!], // rules on metrics have one
                Time = new RequestTime(rule.Window, null, null),
                Compare = isChange ? new RequestCompare("previous_period", null, null) : null,
                Brands = rule.Brand is { } brand ? [brand.Value] : null,
            },
            cancellationToken);

        // Days that are not loaded are no drop in sales; a rule on missing data tells of them.
        if (result.Provenance.IsPartial && rule.Kind is AlertKind.MetricBelow or AlertKind.MetricFalls)
            return null;

        return isChange ? result.Compare?.Change.GetValueOrDefault(rule.Metric!)?.Relative : result.Totals.GetValueOrDefault(rule.Metric!);
    }

    private async Task<IReadOnlyList<AlertObservation>> MissingAsync(TenantContext tenant, AlertRule rule, CancellationToken cancellationToken)
    {
        var profile = await profiles.ReadAsync(tenant, cancellationToken);
        var facts = warehouses.FirstOrDefault(w => w.Engine is not WarehouseEngine.Postgres);
        var state = facts is null ? null : await facts.DescribeAsync(tenant, cancellationToken);
        return
        [
            .. profile.Brands
                .Where(b => rule.Brand is null || rule.Brand == b.Id)
                .Select(b => new AlertObservation(b.Id, state is null ? null : MissingDays(profile, b, state.Loads))),
        ];
    }

    // Complete days that the source furthest behind lacks; today is not complete.
    private int? MissingDays(TenantProfile profile, Brand brand, IEnumerable<SourceLoad> loads)
    {
        var yesterday = clock.Today(profile, brand.TimeZone).PlusDays(-1);
        var lags = loads.Where(l => l.Brand == brand.Id && brand.Sources.Contains(l.Source)).Select(l => Period.DaysBetween(l.DataThrough, yesterday)).ToArray();
        return lags.Length == 0 ? null : Math.Max(0, lags.Max());
    }
}
