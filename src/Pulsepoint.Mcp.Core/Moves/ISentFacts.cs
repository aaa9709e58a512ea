using Pulsepoint.Mcp.Core.Provisioning;

namespace Pulsepoint.Mcp.Core.Moves;

/// <summary>A generation's rows that lie in the tenant's dataset and that no question reads yet.</summary>
public interface ISentFacts
{
    /// <summary>What the sent rows of a table add up to, in the order of <see cref="TallyQuery"/>.</summary>
    /// <exception cref="Refusals.RefusalException"><c>source_unavailable</c>: the service does not say it now.</exception>
    Task<IReadOnlyList<FactTally>> TallyAsync(DatasetTable table, CancellationToken cancellationToken);

    /// <summary>Puts all of it where questions read, in one step: readers see what was there, or all of the new generation.</summary>
    /// <exception cref="Refusals.RefusalException"><c>source_unavailable</c>: the service does not do it now; what was there stays.</exception>
    Task ArriveAsync(CancellationToken cancellationToken);
}
