using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Privacy;

/// <summary>
/// Forgets a person: their keys end, their name and address go, and so do the texts they wrote. Their id stays in counts
/// and in the audit log, and leads nowhere. It cannot be undone; repeated, it does no more.
/// </summary>
public interface IErasure
{
    /// <summary>With the platform's credential.</summary>
    /// <exception cref="Refusals.RefusalException">There is no such tenant or person.</exception>
    Task<ErasureReport> EraseAsync(TenantId tenant, UserId person, CancellationToken cancellationToken);

    /// <summary>Within the own tenant, with a key that has <see cref="Permissions.TenantAdmin"/> and is not limited to brands.</summary>
    /// <exception cref="Refusals.RefusalException">
    /// The own tenant has no such person, the key may not administer it, or it is the person whose key asks.
    /// </exception>
    Task<ErasureReport> EraseInOwnTenantAsync(TenantContext tenant, UserId person, CancellationToken cancellationToken);
}
