using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Alerts;

/// <summary>Opens and resolves alerts as observations say.</summary>
public sealed class AlertJudge(IAlertStore store, TimeProvider time)
{
    /// <param name="tenant">Whose alerts.</param>
    /// <param name="rule">What is watched.</param>
    /// <param name="observations">One for each brand, or one for all.</param>
    /// <param name="active">Every alert that is open or acknowledged.</param>
    /// <param name="cancellationToken">Stops between two alerts.</param>
    /// <returns>What changed; what another evaluator did first is not in it.</returns>
    /// <exception cref="RefusalException">The key may not, the rule has just been removed, or the database is away.</exception>
    public async Task<IReadOnlyList<AlertChange>> JudgeAsync(
        TenantContext tenant, AlertRule rule, IEnumerable<AlertObservation> observations, IReadOnlyList<Alert> active, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(observations);

        List<AlertChange> changes = [];
        foreach (var observation in observations)
        {
            var current = active.FirstOrDefault(a => a.Rule.Id == rule.Id && a.Brand == observation.Brand);
            var change = AlertEvaluator.Evaluate(rule, observation, current is not null) switch
            {
                AlertVerdict.Fire => await FireAsync(tenant, rule, observation, cancellationToken),
                AlertVerdict.Resolve => await ResolveAsync(tenant, current!, observation, cancellationToken), // only what is active is resolved
                _ => null,
            };
            if (change is not null)
                changes.Add(change);
        }

        return changes;
    }

    private async Task<AlertChange?> FireAsync(TenantContext tenant, AlertRule rule, AlertObservation observation, CancellationToken cancellationToken)
    {
        var alert = AlertId.New(time);
        return await store.FireAsync(tenant, alert, rule.Id, observation, cancellationToken)
            ? new AlertChange(alert, rule, observation.Brand, AlertState.Open, observation.Value!.Value, observation.Currency)
            : null;
    }

    private async Task<AlertChange?> ResolveAsync(TenantContext tenant, Alert current, AlertObservation observation, CancellationToken cancellationToken) =>
        await store.ResolveAsync(tenant, current.Id, cancellationToken)
            ? new AlertChange(current.Id, current.Rule, current.Brand, AlertState.Resolved, observation.Value!.Value, observation.Currency)
            : null;
}
