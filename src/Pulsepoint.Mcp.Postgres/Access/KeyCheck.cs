using Dapper;
using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Postgres.Tenancy;

namespace Pulsepoint.Mcp.Postgres.Access;

internal sealed class KeyCheck(TenantConnections connections) : IKeyCheck
{
    public Task CheckAsync(TenantContext tenant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);

        // Every command of the connection is a check of the session; this one asks for nothing else.
        return connections.ReadAsync(
            tenant,
            Permissions.None,
            (connection, token) => connection.QueryAsync<int>("select 1", new { token }),
            cancellationToken);
    }
}
