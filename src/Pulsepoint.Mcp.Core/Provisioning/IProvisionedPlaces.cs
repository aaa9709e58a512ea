using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Core.Provisioning;

/// <summary>
/// Which datasets were made for which tenant, kept with the platform's credential. A dataset is one tenant's for good, also when its
/// facts have moved on or the tenant is deleted. Which of its datasets a tenant's questions read is another matter.
/// </summary>
public interface IProvisionedPlaces
{
    /// <summary>Claims nothing.</summary>
    /// <exception cref="RefusalException">There is no such tenant, or the dataset is another's; whose is not said.</exception>
    Task CheckAsync(TenantId tenant, WarehousePlace place, CancellationToken cancellationToken);

    /// <summary>Makes the dataset this tenant's, before anything of it exists: of two that claim it at once, one is refused.</summary>
    /// <exception cref="RefusalException">There is no such tenant, or the dataset is another's; whose is not said.</exception>
    Task ClaimAsync(TenantId tenant, WarehousePlace place, CancellationToken cancellationToken);

    /// <summary>Says that everything is there: facts may be moved to it.</summary>
    /// <exception cref="RefusalException">There is no such tenant, or the dataset is not claimed by it.</exception>
    Task RecordAsync(TenantId tenant, WarehousePlace place, CancellationToken cancellationToken);

    /// <summary>The place that was recorded last; null where none was.</summary>
    /// <exception cref="RefusalException">There is no such tenant.</exception>
    Task<WarehousePlace?> FindAsync(TenantId tenant, CancellationToken cancellationToken);
}
