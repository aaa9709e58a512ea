using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Alerts;

/// <summary>Evaluates every rule on metrics and missing data once.</summary>
public sealed class AlertRound(IAlertStore store, MetricObserver observer, AlertJudge judge)
{
    /// <exception cref="RefusalException">The key is not accepted or may not manage alerts, or the database is away.</exception>
    public async Task<AlertReport> RunAsync(TenantContext tenant, CancellationToken cancellationToken)
    {
        var rules = await store.ListRulesAsync(tenant, cancellationToken);
        var active = await store.ListAsync(tenant, AlertQuery.Active, cancellationToken);
        List<AlertChange> changes = [];
        List<RuleProblem> problems = [];
        foreach (var rule in rules.Where(r => r.IsEnabled && !r.Kind.IsOnUsage()))
        {
            try
            {
                var observations = await observer.ObserveAsync(tenant, rule, cancellationToken);
                changes.AddRange(await judge.JudgeAsync(tenant, rule, observations, active, cancellationToken));
            }
            catch (RefusalException refusal) when (!refusal.Code.IsAboutTheKey())
            {
                // One rule that asks for what is not there does not keep the others from being asked.
                problems.Add(new RuleProblem(rule, refusal));
            }
        }

        return new AlertReport(changes, problems, rules.Count(r => r.IsEnabled && r.Kind.IsOnUsage()));
    }
}
