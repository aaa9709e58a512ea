using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Audit;

/// <summary>The tenant's own record of who did what. It can only be added to, and only by what is recorded.</summary>
public interface IAuditLog
{
    /// <summary>Reads with <see cref="Permissions.AuditRead"/>; a key limited to brands sees what its own person did.</summary>
    /// <exception cref="Refusals.RefusalException">The key is not accepted, lacks the permission, or the database is away.</exception>
    Task<IReadOnlyList<AuditEntry>> ReadAsync(TenantContext tenant, AuditQuery query, CancellationToken cancellationToken);

    /// <summary>Puts on record that the key lacked a permission. The database judges again, and writes nothing if it did not.</summary>
    /// <param name="tenant">Whose key.</param>
    /// <param name="tool">The tool that was called.</param>
    /// <param name="need">What it needs.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    Task DenyAsync(TenantContext tenant, string tool, Permissions need, CancellationToken cancellationToken);

    /// <summary>
    /// Puts on record that the key may not administer its tenant: it lacks <see cref="Permissions.TenantAdmin"/>, or is limited
    /// to brands. The database judges again, and writes nothing if it may.
    /// </summary>
    /// <param name="tenant">Whose key.</param>
    /// <param name="verb">What was tried: <c>key.list</c>.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    Task DenyAdministrationAsync(TenantContext tenant, string verb, CancellationToken cancellationToken);
}
