using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Outbox;

/// <summary>Where events are delivered. It gets each at least once, and knows a repeated one by its id.</summary>
public interface IEventSink
{
    /// <summary>Its name in the outbox, pinned because rows bear it: <c>postgres</c>, <c>pubsub</c> or <c>history</c>.</summary>
    string Name { get; }

    /// <summary>The most events that it takes at once.</summary>
    int MaxEvents { get; }

    /// <summary>The most bytes that it takes at once, counted over <see cref="OutboxEvent.Json"/>. One event may be larger and then comes alone.</summary>
    int MaxBytes { get; }

    /// <summary>Delivers them all or none, and says how that ended. A failure that is thrown counts as <see cref="DeliveryOutcome.Retry"/>.</summary>
    /// <param name="tenant">Whose key delivers. All events were made with that key.</param>
    /// <param name="events">At least one; oldest first.</param>
    /// <param name="cancellationToken">Stops it; the events are delivered again later.</param>
    Task<DeliveryOutcome> DeliverAsync(TenantContext tenant, IReadOnlyList<OutboxEvent> events, CancellationToken cancellationToken);
}
