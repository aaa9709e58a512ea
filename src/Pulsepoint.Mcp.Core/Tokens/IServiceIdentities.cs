using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Tokens;

/// <summary>Which service identity each tenant has, administered with the platform's credential. No two tenants have the same.</summary>
public interface IServiceIdentities
{
    /// <summary>Sets it, or takes it away with null; from then on tokens of the one before are handed out no more.</summary>
    /// <exception cref="RefusalException">There is no such tenant, or another one has this identity.</exception>
    Task SetAsync(TenantId tenant, ServiceIdentity? identity, CancellationToken cancellationToken);

    /// <exception cref="RefusalException">There is no such tenant.</exception>
    Task<ServiceIdentity?> FindAsync(TenantId tenant, CancellationToken cancellationToken);
}
