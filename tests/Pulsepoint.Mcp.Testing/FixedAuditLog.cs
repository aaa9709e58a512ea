using Pulsepoint.Mcp.Core.Audit;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Testing;

/// <summary>Gives the entries it holds, and remembers what was asked and denied.</summary>
public sealed class FixedAuditLog : IAuditLog
{
    public IReadOnlyList<AuditEntry> Entries { get; set; } = [];

    public AuditQuery? LastQuery { get; private set; }

    public List<(string Tool, Permissions Need)> Denials { get; } = [];

    public Exception? Failure { get; set; }

    public Task<IReadOnlyList<AuditEntry>> ReadAsync(TenantContext tenant, AuditQuery query, CancellationToken cancellationToken)
    {
        LastQuery = query;
        return Task.FromResult<IReadOnlyList<AuditEntry>>([.. Entries.Take(query.Limit)]);
    }

    public Task DenyAsync(TenantContext tenant, string tool, Permissions need, CancellationToken cancellationToken)
    {
        Denials.Add((tool, need));
        return Failure is null ? Task.CompletedTask : Task.FromException(Failure);
    }

    public Task DenyAdministrationAsync(TenantContext tenant, string verb, CancellationToken cancellationToken) =>
        DenyAsync(tenant, verb, Permissions.TenantAdmin, cancellationToken);
}
