using Pulsepoint.Mcp.Core.Outbox;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Usage;

namespace Pulsepoint.Mcp.Google.PubSub;

/// <summary>The tenant's topic as a place that the outbox delivers to.</summary>
/// <param name="publisher">Publishes to it.</param>
/// <param name="keepsTexts">Whether questions and queries are published, too.</param>
internal sealed class PubSubSink(EventPublisher publisher, bool keepsTexts) : IEventSink
{
    public string Name => "pubsub";

    public int MaxEvents => Batches.MostMessages;

    /// <summary>So that one delivery is one request over either transport: base64 makes four bytes of three, and attributes need the rest.</summary>
    public int MaxBytes => 6 * 1024 * 1024;

    public async Task<DeliveryOutcome> DeliverAsync(TenantContext tenant, IReadOnlyList<OutboxEvent> events, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        ArgumentNullException.ThrowIfNull(events);
        // The topic is the caller's: another tenant's event must not reach it, whoever mixed them up.
        if (events.Any(e => e.Tenant != tenant.Tenant))
            throw new ArgumentException("An event of another tenant is among them.", nameof(events));

        var messages = events.Select(Message).OfType<EventMessage>().ToList();
        return messages.Count == events.Count
            ? await publisher.PublishAsync(tenant, messages, cancellationToken)
            : new DeliveryOutcome.Rejected("What was to be published is no event.");
    }

    private EventMessage? Message(OutboxEvent outgoing) => EventHead.TryRead(outgoing.Json) is { } head
        ? new EventMessage(outgoing.Id.Value, head.Type, head.SchemaVersion, keepsTexts ? outgoing.Json : EventTexts.Without(outgoing.Json))
        : null;
}
