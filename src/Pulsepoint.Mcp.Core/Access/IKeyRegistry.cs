using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Access;

/// <summary>The database's list of keys, written with the platform's credential.</summary>
public interface IKeyRegistry
{
    /// <summary>
    /// Makes the key's login and row. Only a SCRAM verifier and a hash leave this process; the key and its password never do.
    /// </summary>
    Task RegisterAsync(KeyGrant grant, Secret apiKey, CancellationToken cancellationToken);

    /// <summary>Whether the database would accept the key now: registered, not revoked, not expired.</summary>
    Task<bool> IsLiveAsync(KeyId key, CancellationToken cancellationToken);
}
