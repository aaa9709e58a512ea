using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Outbox;

/// <summary>
/// Takes events of a key that does not come back into the database, with the platform's credential: as that key's, checked and
/// limited like those that it reports itself. It is on record with the organisation.
/// </summary>
public interface IEventImport
{
    /// <summary>Imports as many as it can; those that have not the form of an event are left out. Again, it changes nothing.</summary>
    /// <param name="tenant">Whose key it was.</param>
    /// <param name="key">The key.</param>
    /// <param name="events">What it left; oldest first.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    /// <exception cref="Refusals.RefusalException">There is no such organisation or key, its person is erased, the day's allowance of the key is spent, or the database is away.</exception>
    Task<ImportedEvents> ImportAsync(TenantId tenant, KeyId key, IReadOnlyList<OutboxEvent> events, CancellationToken cancellationToken);
}
