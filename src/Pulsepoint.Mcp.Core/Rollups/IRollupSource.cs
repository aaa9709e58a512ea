using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Rollups;

/// <summary>Sums the published facts of a tenant to its roll-ups.</summary>
public interface IRollupSource
{
    Task<RollupBatch> ReadAsync(TenantId tenant, CancellationToken cancellationToken);
}
