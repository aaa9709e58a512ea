using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Warehouses;

/// <summary>Says and sets where tenants' facts are asked, with the platform's credential.</summary>
public interface ITenantWarehouses
{
    /// <exception cref="Refusals.RefusalException"><c>value_invalid</c>: no such tenant.</exception>
    Task<TenantWarehouse> FindAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <summary>Has the tenant's facts asked elsewhere from the next question on, and puts it on record.</summary>
    /// <param name="tenant">Whose facts.</param>
    /// <param name="seen">What <see cref="FindAsync"/> said: if it is not so any more, nothing is changed.</param>
    /// <param name="dataset">Where the facts are from now on: the dataset that was provisioned for this tenant, and no other; null for the snapshots.</param>
    /// <param name="generation">The generation of the facts there; null where there are none.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="Refusals.RefusalException"><c>value_invalid</c>: no such tenant, or the dataset was not provisioned for it;
    /// <c>source_unavailable</c>: somebody else has moved it meanwhile.</exception>
    Task SwitchAsync(TenantId tenant, TenantWarehouse seen, WarehousePlace? dataset, string? generation, CancellationToken cancellationToken);
}
