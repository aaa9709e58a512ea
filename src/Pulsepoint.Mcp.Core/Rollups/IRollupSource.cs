using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Rollups;

/// <summary>Sums the published facts of a tenant to its roll-ups.</summary>
public interface IRollupSource
{
    /// <summary>The roll-ups of the facts as they are published now.</summary>
    Task<RollupBatch> ReadAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <summary>The generation of the published facts; null when nothing is published. Cheap: no database is opened.</summary>
    string? Generation(TenantId tenant);
}
