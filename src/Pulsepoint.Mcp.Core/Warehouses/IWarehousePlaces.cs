using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Warehouses;

/// <summary>Says where a tenant's dataset lies. The store says it, never the caller: a name that could be sent could name another's.</summary>
public interface IWarehousePlaces
{
    /// <summary>The place in the tenant's own row; null where its facts lie in no dataset.</summary>
    /// <exception cref="Refusals.RefusalException">The key is not accepted any more, or the store is away.</exception>
    Task<WarehousePlace?> FindAsync(TenantContext tenant, CancellationToken cancellationToken);
}
