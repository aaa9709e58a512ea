using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Access;

/// <summary>
/// The keys of one's own tenant, for whoever holds a key with <see cref="Permissions.TenantAdmin"/> that is not limited to
/// brands. What another tenant has and what nobody has get the same answer.
/// </summary>
public interface IOwnTenantKeys
{
    Task<IReadOnlyList<ListedKey>> ListAsync(TenantContext tenant, CancellationToken cancellationToken);

    /// <summary>Ends the key at once, and its open sessions with it.</summary>
    /// <returns>False when the own tenant has no such key.</returns>
    /// <exception cref="Refusals.RefusalException">It is the key that asks, or that key may not administer its tenant.</exception>
    Task<bool> RevokeAsync(TenantContext tenant, KeyId key, CancellationToken cancellationToken);
}
