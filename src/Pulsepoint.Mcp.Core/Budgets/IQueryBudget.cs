using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Budgets;

/// <summary>
/// How many bytes queries may be billed: by query, by person and by organisation, a day of UTC. All processes of all keys share it.
/// What is reserved is held until it is settled, so that neither a crash nor silence gives anything back.
/// </summary>
public interface IQueryBudget
{
    /// <summary>Reserves what a query was estimated at. Repeated with the same id and job, it is the same reservation.</summary>
    /// <param name="tenant">Whose key asks.</param>
    /// <param name="id">The reservation's own id.</param>
    /// <param name="job">The job that the query will be.</param>
    /// <param name="estimatedBytes">From a dry run; at most 1 PiB. See <see cref="ByteEstimate"/>.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="RefusalException">
    /// <c>budget_exceeded</c>, with the need, what is left, and when there is a new budget; the key lacks analytics:read or is not
    /// accepted any more; or the database is away, and nothing may be queried.
    /// </exception>
    Task<ByteReservation> ReserveAsync(TenantContext tenant, ReservationId id, QueryJobId job, long estimatedBytes, CancellationToken cancellationToken);

    /// <summary>Puts what was billed in place of what was held, in full, though it be more; 0 for a query that never began.</summary>
    /// <returns>False where it was settled before: the first word counts.</returns>
    /// <exception cref="RefusalException">The key never reserved this, or is not accepted any more; or the database is away.</exception>
    Task<bool> SettleAsync(TenantContext tenant, ReservationId id, long billedBytes, CancellationToken cancellationToken);

    /// <summary>What processes of this key reserved ten minutes ago or longer and did not settle; at most 100, the oldest first.</summary>
    /// <exception cref="RefusalException">The key is not accepted any more; or the database is away.</exception>
    Task<IReadOnlyList<UnsettledReservation>> UnsettledAsync(TenantContext tenant, CancellationToken cancellationToken);
}
