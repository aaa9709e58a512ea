using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Testing;

/// <summary>The same warehouse for every tenant, and never another.</summary>
public sealed class OneWarehouse(TenantWarehouse warehouse) : ITenantWarehouses
{
    public Task<TenantWarehouse> FindAsync(TenantId tenant, CancellationToken cancellationToken) => Task.FromResult(warehouse);

    public Task SwitchAsync(TenantId tenant, TenantWarehouse seen, WarehousePlace? dataset, string? generation, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Nobody moves here.");
}
