using Pulsepoint.Mcp.Core.Rollups;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Rollups;

/// <summary>Sums each tenant's facts where they are asked: in its dataset, or in its snapshot on this machine.</summary>
internal sealed class TenantRollupSource(ITenantWarehouses warehouses, IRollupSource snapshots, IRollupSource datasets) : IRollupSource
{
    public async Task<RollupBatch> ReadAsync(TenantId tenant, TouchedDays? touched, CancellationToken cancellationToken) =>
        await (await OfAsync(tenant, cancellationToken)).ReadAsync(tenant, touched, cancellationToken);

    public async Task<string?> GenerationAsync(TenantId tenant, CancellationToken cancellationToken) =>
        await (await OfAsync(tenant, cancellationToken)).GenerationAsync(tenant, cancellationToken);

    private async Task<IRollupSource> OfAsync(TenantId tenant, CancellationToken cancellationToken) =>
        (await warehouses.FindAsync(tenant, cancellationToken)).Engine is WarehouseEngine.BigQuery ? datasets : snapshots;
}
