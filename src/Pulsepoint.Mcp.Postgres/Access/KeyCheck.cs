using Dapper;
using NodaTime;
using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Postgres.Tenancy;

namespace Pulsepoint.Mcp.Postgres.Access;

internal sealed class KeyCheck(TenantConnections connections) : IKeyCheck
{
    public async Task<Instant> CheckAsync(TenantContext tenant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);

        // Every command of the connection is a check of the session. A login ends when its key's row does.
        var ends = await connections.ReadAsync(
            tenant,
            Permissions.None,
            (connection, token) => connection.QuerySingleAsync<DateTime>(
                "select r.rolvaliduntil from pg_catalog.pg_roles r where r.rolname = session_user", new { token }),
            cancellationToken);
        return Instant.FromDateTimeUtc(ends);
    }
}
