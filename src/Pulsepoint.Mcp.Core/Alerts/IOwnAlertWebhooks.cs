using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Sealing;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Alerts;

/// <summary>Where the key's own organisation's alerts go; set with <see cref="Permissions.TenantAdmin"/> by a key of every brand.</summary>
public interface IOwnAlertWebhooks
{
    /// <exception cref="RefusalException">The key may not, or the address is not HTTPS.</exception>
    Task SetAsync(TenantContext tenant, Uri url, SealedSecret secret, CancellationToken cancellationToken);

    /// <summary>Null where there is none.</summary>
    /// <exception cref="RefusalException">The key may not.</exception>
    Task<ListedWebhook?> FindAsync(TenantContext tenant, CancellationToken cancellationToken);

    /// <returns>False where there was none.</returns>
    /// <exception cref="RefusalException">The key may not.</exception>
    Task<bool> RemoveAsync(TenantContext tenant, CancellationToken cancellationToken);

    /// <summary>For whoever sends: with <see cref="Permissions.AlertsManage"/> and every brand. Null where there is none.</summary>
    /// <exception cref="RefusalException">The key may not.</exception>
    Task<AlertWebhook?> OpenAsync(TenantContext tenant, CancellationToken cancellationToken);
}
