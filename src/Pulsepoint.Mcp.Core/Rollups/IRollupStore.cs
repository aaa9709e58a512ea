using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Rollups;

/// <summary>Keeps the roll-ups behind the wall; written with the platform's credential through the steward's functions.</summary>
public interface IRollupStore
{
    /// <summary>
    /// Replaces the tenant's roll-ups, or their touched days, in one transaction: readers see the old generation or the new,
    /// never a mix.
    /// </summary>
    /// <exception cref="Refusals.RefusalException"><c>value_invalid</c>: no such tenant; <c>source_unavailable</c>: the touched
    /// days were read since another generation than the one that is loaded.</exception>
    Task ReplaceAsync(TenantId tenant, RollupBatch batch, CancellationToken cancellationToken);

    /// <summary>The generation that is loaded; null when none is.</summary>
    Task<string?> GenerationAsync(TenantId tenant, CancellationToken cancellationToken);
}
