using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.GoogleSqlTests.BigQuery;

/// <summary>The dataset of the questions, for everybody.</summary>
internal sealed class OwnDataset : IWarehousePlaces
{
    public Task<WarehousePlace?> FindAsync(TenantContext tenant, CancellationToken cancellationToken) =>
        Task.FromResult<WarehousePlace?>(new WarehousePlace(Questions.Dataset, "EU"));
}
