using NodaTime;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Access;

/// <summary>The database's list of keys, written with the platform's credential.</summary>
public interface IKeyRegistry
{
    /// <summary>
    /// Makes the key's login and row. Only a SCRAM verifier and a hash leave this process; the key and its password never do.
    /// </summary>
    Task RegisterAsync(KeyGrant grant, Secret apiKey, CancellationToken cancellationToken);

    /// <summary>
    /// Makes the login and row of a key that replaces another, with the rights that stand in the other's row. The other ends
    /// when the overlap is over, if not before.
    /// </summary>
    /// <exception cref="Refusals.RefusalException">The tenant has no such key, or it has ended or been replaced.</exception>
    Task ReplaceAsync(KeyId replaced, KeyGrant grant, Secret apiKey, Duration overlap, CancellationToken cancellationToken);

    /// <summary>Whether the database would accept the key now: registered, not revoked, not expired.</summary>
    Task<bool> IsLiveAsync(KeyId key, CancellationToken cancellationToken);

    /// <summary>Every key that the tenant ever had, oldest first.</summary>
    /// <exception cref="Refusals.RefusalException">There is no such tenant.</exception>
    Task<IReadOnlyList<ListedKey>> ListAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <summary>One key of the tenant; null when it has none of that id.</summary>
    Task<ListedKey?> FindAsync(TenantId tenant, KeyId key, CancellationToken cancellationToken);

    /// <summary>Whose key it is; null when there is none of that id.</summary>
    Task<TenantId?> FindTenantAsync(KeyId key, CancellationToken cancellationToken);

    /// <summary>Ends the key at once, and its open sessions with it.</summary>
    /// <returns>False when there is no such key.</returns>
    Task<bool> RevokeAsync(KeyId key, CancellationToken cancellationToken);
}
