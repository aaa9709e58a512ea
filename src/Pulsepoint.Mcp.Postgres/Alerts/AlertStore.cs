using Dapper;
using NodaTime;
using Pulsepoint.Mcp.Core.Alerts;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Postgres.Tenancy;

namespace Pulsepoint.Mcp.Postgres.Alerts;

internal sealed class AlertStore(AlertSessions sessions) : IAlertStore
{
    public async Task<IReadOnlyList<AlertRule>> ListRulesAsync(TenantContext tenant, CancellationToken cancellationToken)
    {
        var rows = await sessions.RunAsync(
            tenant,
            Permissions.None,
            (connection, token) => connection.QueryAsync<RuleRow>(
                """
                select r.id, r.name, r.brand_id, r.kind, r.metric, r.threshold, r.time_window, r.minutes, r.budget_usd, r.enabled
                  from pp.alert_rules r
                 order by r.name collate "C", r.id
                """,
                new { token }),
            cancellationToken);
        return [.. rows.Select(row => row.ToRule())];
    }

    public Task<bool> SaveRuleAsync(TenantContext tenant, AlertRule rule, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rule);

        return ChangeAsync(
            tenant,
            (connection, token) => connection.QuerySingleAsync<bool>(
                "select pp.save_alert_rule(@Id, @Name, @Brand, @Kind, @Metric, @Threshold, @Window, @Minutes, @BudgetUsd, @IsEnabled)",
                new
                {
                    Id = rule.Id.Value,
                    rule.Name,
                    Brand = rule.Brand?.Value,
                    Kind = rule.Kind.Name(),
                    rule.Metric,
                    rule.Threshold,
                    rule.Window,
                    rule.Minutes,
                    rule.BudgetUsd,
                    rule.IsEnabled,
                    token,
                }),
            cancellationToken);
    }

    public Task<bool> RemoveRuleAsync(TenantContext tenant, AlertRuleId rule, CancellationToken cancellationToken) => ChangeAsync(
        tenant,
        (connection, token) => connection.QuerySingleAsync<bool>("select pp.remove_alert_rule(@Id)", new { Id = rule.Value, token }),
        cancellationToken);

    public async Task<IReadOnlyList<Alert>> ListAsync(TenantContext tenant, AlertQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);

        var rows = await sessions.RunAsync(
            tenant,
            Permissions.None,
            (connection, token) => connection.QueryAsync<AlertRow>(
                """
                select a.id as alert_id, a.brand_id as alert_brand, a.state, a.value, a.threshold as fired_threshold, a.fired_at, a.acknowledged_at,
                       a.acknowledged_by, a.resolved_at, a.resolved_by, a.changed_at,
                       case when a.brand_id is null then t.reporting_currency else b.currency end as currency,
                       r.id, r.name, r.brand_id, r.kind, r.metric, r.threshold, r.time_window, r.minutes, r.budget_usd, r.enabled
                  from pp.alerts a
                  join pp.alert_rules r on r.tenant_id = a.tenant_id and r.id = a.rule_id
                  left join pp.tenants t on t.tenant_id = a.tenant_id
                  left join pp.brands b on b.tenant_id = a.tenant_id and b.brand_id = a.brand_id
                 where (not @IsActiveOnly or a.state <> 'resolved')
                   and (@Brand::text is null or a.brand_id = @Brand)
                   and (@Ids::text is null or a.id = any (string_to_array(@Ids, ',')::uuid[]))
                 order by a.fired_at desc, a.id desc
                 limit @Limit
                """,
                new { query.IsActiveOnly, Brand = query.Brand?.Value, Ids = query.Ids is { } ids ? string.Join(',', ids.Select(id => id.Value)) : null, query.Limit, token }),
            cancellationToken);
        return [.. rows.Select(row => row.ToAlert())];
    }

    public Task<bool> FireAsync(TenantContext tenant, AlertId alert, AlertRuleId rule, AlertObservation observation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(observation);

        return ChangeAsync(
            tenant,
            (connection, token) => connection.QuerySingleAsync<bool>(
                "select pp.fire_alert(@Id, @Rule, @Brand, @Value)",
                new { Id = alert.Value, Rule = rule.Value, Brand = observation.Brand?.Value, observation.Value, token }),
            cancellationToken);
    }

    public Task<bool> AcknowledgeAsync(TenantContext tenant, AlertId alert, CancellationToken cancellationToken) => ChangeAsync(
        tenant,
        (connection, token) => connection.QuerySingleAsync<bool>("select pp.acknowledge_alert(@Id)", new { Id = alert.Value, token }),
        cancellationToken);

    public Task<bool> ResolveAsync(TenantContext tenant, AlertId alert, CancellationToken cancellationToken) => ChangeAsync(
        tenant,
        (connection, token) => connection.QuerySingleAsync<bool>("select pp.resolve_alert(@Id)", new { Id = alert.Value, token }),
        cancellationToken);

    public async Task<IReadOnlyList<Alert>> TakeUntoldAsync(TenantContext tenant, int most, CancellationToken cancellationToken)
    {
        var ids = await ChangeAsync(
            tenant,
            (connection, token) => connection.QueryAsync<Guid>("select t.id from pp.take_untold_alerts(@Most) t", new { Most = most, token }),
            cancellationToken);
        AlertId[] taken = [.. ids.Select(id => new AlertId(id))];
        return taken.Length == 0 ? [] : await ListAsync(tenant, new AlertQuery { Ids = taken }, cancellationToken);
    }

    public Task MarkToldAsync(TenantContext tenant, AlertId alert, AlertState state, CancellationToken cancellationToken) => ChangeAsync(
        tenant,
        (connection, token) => connection.QuerySingleAsync<bool>("select pp.told_alert(@Id, @State)", new { Id = alert.Value, State = state.Name(), token }),
        cancellationToken);

    public async Task<CostSoFar> ReadCostAsync(TenantContext tenant, Instant until, CancellationToken cancellationToken)
    {
        var today = until.InUtc().Date;
        var rows = await sessions.RunAsync(
            tenant,
            Permissions.AuditRead,
            (connection, token) => connection.QueryAsync<CostRow>(
                """
                select coalesce(sum(e.cost_usd) filter (where e.id >= @Day), 0) as day, coalesce(sum(e.cost_usd), 0) as month
                  from pp.usage_events e
                 where e.id >= @Month and e.id < @Until and e.event_type = 'tool_call'
                """,
                new
                {
                    Day = FirstId.Of(today.AtMidnight().InUtc().ToInstant()),
                    Month = FirstId.Of(today.With(DateAdjusters.StartOfMonth).AtMidnight().InUtc().ToInstant()),
                    Until = FirstId.Of(until),
                    token,
                }),
            cancellationToken);
        var row = rows.Single();
        return new CostSoFar(row.Day, row.Month);
    }

    private Task<T> ChangeAsync<T>(TenantContext tenant, Func<TenantConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        sessions.RunAsync(tenant, Permissions.AlertsManage, work, cancellationToken);
}
