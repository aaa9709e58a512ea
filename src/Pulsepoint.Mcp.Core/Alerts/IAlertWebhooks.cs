using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Sealing;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Alerts;

/// <summary>Where alerts of any organisation go, set with the platform's credential. Every change is on record with the organisation.</summary>
public interface IAlertWebhooks
{
    /// <exception cref="RefusalException">There is no such organisation, or the address is not HTTPS.</exception>
    Task SetAsync(TenantId tenant, Uri url, SealedSecret secret, CancellationToken cancellationToken);

    /// <summary>Null where there is none.</summary>
    /// <exception cref="RefusalException">There is no such organisation.</exception>
    Task<ListedWebhook?> FindAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <returns>False where there was none.</returns>
    /// <exception cref="RefusalException">There is no such organisation.</exception>
    Task<bool> RemoveAsync(TenantId tenant, CancellationToken cancellationToken);
}
