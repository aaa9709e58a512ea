using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.IntegrationTests.Google.BigQuery;

/// <summary>The same place for everybody.</summary>
internal sealed class OnePlace(WarehousePlace? place) : IWarehousePlaces
{
    public Task<WarehousePlace?> FindAsync(TenantContext tenant, CancellationToken cancellationToken) => Task.FromResult(place);
}
