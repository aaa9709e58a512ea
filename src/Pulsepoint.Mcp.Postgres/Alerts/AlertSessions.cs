using Npgsql;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Postgres.Tenancy;

namespace Pulsepoint.Mcp.Postgres.Alerts;

/// <summary>
/// Sessions of keys that change alerts. They go through the door for reading, and may: ids are made by the caller, so that
/// repeated, a change finds itself.
/// </summary>
internal sealed class AlertSessions(TenantConnections connections)
{
    public async Task<T> RunAsync<T>(
        TenantContext tenant, Permissions need, Func<TenantConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await connections.ReadAsync(tenant, need, work, cancellationToken);
        }
        catch (PostgresException failure)
        {
            if (AlertFailure.ToRefusal(failure) is { } refusal)
                throw refusal;

            throw;
        }
    }
}
