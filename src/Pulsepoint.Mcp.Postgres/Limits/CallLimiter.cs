using Dapper;
using Pulsepoint.Mcp.Core.Limits;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Postgres.Tenancy;

namespace Pulsepoint.Mcp.Postgres.Limits;

internal sealed class CallLimiter(TenantConnections connections) : ICallLimiter
{
    public async Task<CallVerdict> TakeAsync(TenantContext tenant, SessionId session, string tool, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);

        // Where a session is lost this may take a second token for the same call: it costs the caller one, and gives nobody any.
        var rows = await connections.ReadAsync(
            tenant,
            Permissions.None,
            (connection, token) => connection.QueryAsync<VerdictRow>(
                "select is_allowed, wait_seconds, per_minute, burst from pp.take_call(@Session, @Tool)",
                new { Session = session.Value, Tool = tool, token }),
            cancellationToken);

        var verdict = rows.Single();
        return new CallVerdict(verdict.IsAllowed, verdict.WaitSeconds, new CallLimit(verdict.PerMinute, verdict.Burst));
    }
}
