using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Rollups;

/// <summary>Sums the published facts of a tenant to its roll-ups. One for each engine that keeps facts: all give the same sums of the same facts.</summary>
public interface IRollupSource
{
    /// <summary>The roll-ups of the facts as they are published now.</summary>
    /// <param name="tenant">Whose facts.</param>
    /// <param name="touched">Only these days, and the months that they lie in, while its generation is the published one; else, and for null, everything.</param>
    /// <param name="cancellationToken">Stops the sums.</param>
    /// <exception cref="Refusals.RefusalException"><c>source_unavailable</c>: nothing is published, or others take its place time and again.</exception>
    Task<RollupBatch> ReadAsync(TenantId tenant, TouchedDays? touched, CancellationToken cancellationToken);

    /// <summary>The generation of the published facts; null when nothing is published. Cheap: no query is run.</summary>
    Task<string?> GenerationAsync(TenantId tenant, CancellationToken cancellationToken);
}
