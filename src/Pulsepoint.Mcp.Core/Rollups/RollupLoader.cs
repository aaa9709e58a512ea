using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Rollups;

/// <summary>Brings a tenant's roll-ups to the generation of its published facts.</summary>
public sealed class RollupLoader(IRollupSource source, IRollupStore store)
{
    /// <summary>Whether the roll-ups are of the generation that is published.</summary>
    public async Task<bool> IsCurrentAsync(TenantId tenant, CancellationToken cancellationToken) =>
        await store.GenerationAsync(tenant, cancellationToken) == await source.GenerationAsync(tenant, cancellationToken);

    /// <param name="tenant">Whose roll-ups.</param>
    /// <param name="touched">What the facts' latest generation changed, when that is known; null sums everything anew.</param>
    /// <param name="cancellationToken">Stops the load; what was loaded before stays.</param>
    /// <exception cref="Refusals.RefusalException">As <see cref="IRollupSource.ReadAsync"/> and <see cref="IRollupStore.ReplaceAsync"/>.</exception>
    public async Task LoadAsync(TenantId tenant, TouchedDays? touched, CancellationToken cancellationToken)
    {
        // Roll-ups of another generation: their other days would stay of one that nobody vouches for.
        var days = touched is not null && touched.Since == await store.GenerationAsync(tenant, cancellationToken) ? touched : null;
        await store.ReplaceAsync(tenant, await source.ReadAsync(tenant, days, cancellationToken), cancellationToken);
    }
}
