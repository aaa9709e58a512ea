using Dapper;
using Pulsepoint.Mcp.Core.Administration;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Postgres.Operators;

namespace Pulsepoint.Mcp.Postgres.Administration;

internal sealed class TenantAccess(OperatorConnections operators) : ITenantAccess
{
    public Task SuspendAsync(TenantId tenant, CancellationToken cancellationToken) => operators.RunAsync(
        OperatorRole.Platform,
        async (connection, token) =>
        {
            await connection.ExecuteAsync("select pp_admin.set_tenant_status(@Slug, 'suspended')", new { Slug = tenant.Value, token });

            // Once more after the commit: a session that began before it could keep a snapshot in which all is well.
            return await connection.ExecuteScalarAsync<int>("select pp_admin.cut_refused()", new { token });
        },
        cancellationToken);

    public Task ResumeAsync(TenantId tenant, CancellationToken cancellationToken) => operators.RunAsync(
        OperatorRole.Platform,
        (connection, token) => connection.ExecuteAsync("select pp_admin.set_tenant_status(@Slug, 'active')", new { Slug = tenant.Value, token }),
        cancellationToken);
}
