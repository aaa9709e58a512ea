using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Usage;
using Pulsepoint.Mcp.Outbox.Files;

namespace Pulsepoint.Mcp.Outbox.Rows;

/// <summary>Answers whose events wait on this machine: given with the same key, by this process or another.</summary>
internal sealed class WaitingAnswers(OutboxDatabase database) : IRecentAnswers
{
    private const string Find = """
        select count(*) from events where answer = @answer and tenant = @tenant and key_id = @key
        """;

    public async Task<bool> KnowsAsync(TenantContext tenant, Guid answer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);

        return database.Exists && await database.RunLightAsync(
            session => session.Number(
                Find, ("@answer", EventRows.Bytes(answer)), ("@tenant", tenant.Tenant.Value), ("@key", EventRows.Bytes(tenant.Key.Value))) > 0,
            cancellationToken);
    }
}
