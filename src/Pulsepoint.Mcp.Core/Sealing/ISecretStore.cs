using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Sealing;

/// <summary>Keeps sealed secrets of connections, with the platform's credential. Every change is on record with the organisation.</summary>
public interface ISecretStore
{
    /// <summary>Keeps it in place of the one that is there.</summary>
    /// <exception cref="Refusals.RefusalException">There is no such connection.</exception>
    Task SetAsync(SecretPlace place, SealedSecret secret, CancellationToken cancellationToken);

    /// <returns>False where there was none.</returns>
    /// <exception cref="Refusals.RefusalException">There is no such connection.</exception>
    Task<bool> RemoveAsync(SecretPlace place, CancellationToken cancellationToken);

    /// <summary>Those of one organisation, by brand, source and name.</summary>
    Task<IReadOnlyList<KeptSecret>> ListAsync(TenantId tenant, CancellationToken cancellationToken);
}
