using NodaTime;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Usage;

/// <summary>The events that this machine keeps for years, where there is no cloud to do it. Without a wall: who can read its files has them.</summary>
public interface IUsageHistory
{
    /// <summary>The newest events first, each once; none where nothing was kept.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="from">The first instant, UTC.</param>
    /// <param name="to">The first instant that is not asked for.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="Refusals.RefusalException"><c>source_unavailable</c>: another process did not let go of the file.</exception>
    Task<IReadOnlyList<UsageEvent>> ReadAsync(TenantId tenant, Instant from, Instant to, int limit, CancellationToken cancellationToken);

    /// <summary>Removes what a person wrote: questions, their hashes, and remarks. The events stay, with the person's id.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="person">Who is to be forgotten.</param>
    /// <param name="cancellationToken">Stops it; done wholly or not at all.</param>
    /// <returns>Of how many events; 0 where nothing was kept.</returns>
    /// <exception cref="Refusals.RefusalException"><c>source_unavailable</c>: another process did not let go of the file.</exception>
    Task<int> ForgetTextsAsync(TenantId tenant, UserId person, CancellationToken cancellationToken);
}
