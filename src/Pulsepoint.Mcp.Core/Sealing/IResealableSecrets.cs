using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Sealing;

/// <summary>Sealed secrets of one kind, for a rotation of the sealing key; with the platform's credential.</summary>
public interface IResealableSecrets
{
    /// <summary>Every one of the organisation.</summary>
    /// <exception cref="Refusals.RefusalException">There is no such organisation, or the database is away.</exception>
    Task<IReadOnlyList<ResealableSecret>> ListResealableAsync(TenantId tenant, CancellationToken cancellationToken);
}
