using NodaTime;
using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Alerts;

/// <summary>Saves rules that can be evaluated.</summary>
public sealed class AlertRuleSaver(IAlertStore store, ITenantProfiles profiles, BusinessClock clock)
{
    /// <returns>Whether it was added; else the one of its id was changed.</returns>
    /// <exception cref="RefusalException">It could never be evaluated, cannot be taken, is beyond the key's reach, or 200 are there.</exception>
    public async Task<bool> SaveAsync(TenantContext tenant, AlertRule rule, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rule);

        // Which days are over, only metrics ask; other rules need no look at the brands.
        AlertRuleChecker.Check(rule, rule.Kind.IsOnMetric() ? await TodayAsync(tenant, rule, cancellationToken) : null);
        return await store.SaveRuleAsync(tenant, rule, cancellationToken);
    }

    // In the zone in which a query of the same brands finds its days.
    private async Task<LocalDate?> TodayAsync(TenantContext tenant, AlertRule rule, CancellationToken cancellationToken)
    {
        var profile = await profiles.ReadAsync(tenant, cancellationToken);
        var zones = profile.Brands.Where(b => rule.Brand is null || b.Id == rule.Brand).Select(b => b.TimeZone).Distinct().ToArray();
        return clock.Today(profile, zones is [var only] ? only : profile.ReportingTimeZone);
    }
}
