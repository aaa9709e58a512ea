using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Moves;

/// <summary>Opens what is published on this machine, to be carried elsewhere.</summary>
public interface IFactSnapshots
{
    /// <summary>
    /// The tenant's current snapshot, which stays the same while it is open, whatever is published meanwhile; null when nothing is
    /// published. What a move that died left on the disk is cleared away.
    /// </summary>
    /// <exception cref="Refusals.RefusalException"><c>source_unavailable</c>: another process moves this tenant's facts, or the snapshot cannot be opened.</exception>
    Task<IFactSnapshot?> OpenAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <summary>The generation of the current snapshot; null when nothing is published. Opens nothing.</summary>
    string? Generation(TenantId tenant);
}
