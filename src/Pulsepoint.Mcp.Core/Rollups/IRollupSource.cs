using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Rollups;

/// <summary>Sums the published facts of a tenant to its roll-ups.</summary>
public interface IRollupSource
{
    /// <summary>The roll-ups of the facts as they are published now.</summary>
    /// <param name="tenant">Whose facts.</param>
    /// <param name="touched">Only these days, and the months that they lie in, while its generation is the published one; else, and for null, everything.</param>
    /// <param name="cancellationToken">Stops the sums.</param>
    /// <exception cref="Refusals.RefusalException"><c>source_unavailable</c>: nothing is published.</exception>
    Task<RollupBatch> ReadAsync(TenantId tenant, TouchedDays? touched, CancellationToken cancellationToken);

    /// <summary>The generation of the published facts; null when nothing is published. Cheap: no database is opened.</summary>
    string? Generation(TenantId tenant);
}
