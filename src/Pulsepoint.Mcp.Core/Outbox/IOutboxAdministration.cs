using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Usage;

namespace Pulsepoint.Mcp.Core.Outbox;

/// <summary>
/// What the owner of this machine may see and do with the outbox in its state folder, of all keys that used it. Where there
/// is no outbox yet, there is nothing to show, and none is made.
/// </summary>
/// <remarks>Every member refuses with <c>source_unavailable</c> when the outbox cannot be read.</remarks>
public interface IOutboxAdministration
{
    Task<OutboxStatus> StatusAsync(CancellationToken cancellationToken);

    /// <summary>Events that a sink will not take, with what it said; by sink, oldest first.</summary>
    Task<IReadOnlyList<DeadEvent>> DeadAsync(CancellationToken cancellationToken);

    /// <summary>Lets dead events be delivered again.</summary>
    /// <param name="ids">Which; null for all.</param>
    /// <param name="cancellationToken">Stops it; done wholly or not at all.</param>
    /// <returns>How many deliveries wait again.</returns>
    Task<int> RequeueAsync(IReadOnlyCollection<EventId>? ids, CancellationToken cancellationToken);

    /// <summary>Gives dead events up for good.</summary>
    /// <param name="ids">Which; null for all that are dead. One that is not dead is left alone.</param>
    /// <param name="cancellationToken">Stops it; done wholly or not at all.</param>
    /// <returns>How many deliveries were given up.</returns>
    Task<int> PurgeAsync(IReadOnlyCollection<EventId>? ids, CancellationToken cancellationToken);

    /// <summary>Events that a key left for a sink, for an import by an administrator; oldest first. They stay until <see cref="SettleAsync"/>.</summary>
    /// <param name="tenant">Whose key.</param>
    /// <param name="key">Which key: revoked or expired, or of a machine that is given back.</param>
    /// <param name="sink">The sink that does not have them.</param>
    /// <param name="atMost">The most events to read, at least 1.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task<IReadOnlyList<OutboxEvent>> ReadLeftAsync(TenantId tenant, KeyId key, string sink, int atMost, CancellationToken cancellationToken);

    /// <summary>A sink got these events by another way: it is not waited for any more, and every other still is.</summary>
    /// <returns>How many it was waited for with.</returns>
    Task<int> SettleAsync(TenantId tenant, KeyId key, string sink, IReadOnlyCollection<EventId> ids, CancellationToken cancellationToken);

    /// <summary>Removes events for every sink: those whose person or organisation is gone.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="key">Which key made them; null for every key of the tenant.</param>
    /// <param name="cancellationToken">Stops it; done wholly or not at all.</param>
    /// <returns>How many were there.</returns>
    Task<int> ForgetAsync(TenantId tenant, KeyId? key, CancellationToken cancellationToken);

    /// <summary>Gives up what waits for a sink, and what it would not take: for one that is not set up any more.</summary>
    /// <returns>How many deliveries were given up.</returns>
    /// <exception cref="Refusals.RefusalException">A process that runs delivers to it.</exception>
    Task<int> DropSinkAsync(string sink, CancellationToken cancellationToken);

    /// <summary>Seals new events with a new key. Old keys are kept as long as an event, or a damaged file set aside, needs them.</summary>
    /// <returns>The new key's id.</returns>
    Task<string> RotateKeyAsync(CancellationToken cancellationToken);
}
