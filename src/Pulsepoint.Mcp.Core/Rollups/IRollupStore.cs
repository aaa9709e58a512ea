using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Rollups;

/// <summary>Keeps the roll-ups behind the wall; written with the platform's credential through the steward's functions.</summary>
public interface IRollupStore
{
    /// <summary>Replaces the tenant's roll-ups in one transaction: readers see the old generation or the new, never a mix.</summary>
    Task ReplaceAsync(TenantId tenant, RollupBatch batch, CancellationToken cancellationToken);

    /// <summary>The generation that is loaded; null when none is.</summary>
    Task<string?> GenerationAsync(TenantId tenant, CancellationToken cancellationToken);
}
