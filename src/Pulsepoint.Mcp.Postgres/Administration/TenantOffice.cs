using Dapper;
using Pulsepoint.Mcp.Core.Administration;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Postgres.Operators;

namespace Pulsepoint.Mcp.Postgres.Administration;

internal sealed class TenantOffice(OperatorConnections operators) : ITenantOffice
{
    public Task<bool> AddAsync(NewTenant tenant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);

        return operators.RunAsync(
            OperatorRole.Platform,
            (connection, token) => connection.ExecuteScalarAsync<bool>(
                "select pp_steward.add_tenant(@Slug, @Name, @Currency, @TimeZone, @RetentionDays)",
                new { Slug = tenant.Tenant.Value, tenant.Name, tenant.Currency, tenant.TimeZone, tenant.RetentionDays, token }),
            cancellationToken);
    }

    public async Task<IReadOnlyList<ListedTenant>> ListAsync(CancellationToken cancellationToken)
    {
        var rows = await operators.RunAsync(
            OperatorRole.Platform,
            (connection, token) => connection.QueryAsync<ListedTenantRow>(
                """
                select slug, name, status, is_demo, retention_days, user_per_minute, user_burst, tenant_per_minute, tenant_burst,
                       brands, people, live_keys
                  from pp_steward.list_tenants()
                """,
                new { token }),
            cancellationToken);
        return [.. rows.Select(row => row.ToListed())];
    }

    public async Task<CallLimits> LimitAsync(TenantId tenant, CallLimits change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);

        var now = await operators.RunAsync(
            OperatorRole.Platform,
            (connection, token) => connection.QuerySingleAsync<LimitsRow>(
                """
                select user_per_minute, user_burst, tenant_per_minute, tenant_burst
                  from pp_steward.change_limits(@Slug, @UserPerMinute, @UserBurst, @TenantPerMinute, @TenantBurst)
                """,
                new { Slug = tenant.Value, change.UserPerMinute, change.UserBurst, change.TenantPerMinute, change.TenantBurst, token }),
            cancellationToken);
        return new CallLimits(now.UserPerMinute, now.UserBurst, now.TenantPerMinute, now.TenantBurst);
    }
}
