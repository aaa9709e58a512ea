using Pulsepoint.Mcp.Core.Outbox;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Google.Access;

namespace Pulsepoint.Mcp.Google.PubSub;

/// <summary>
/// Publishes a tenant's events to its own topic, without an ordering key. Tries once: when to try again is for the
/// caller, who keeps the events. Where some of many requests fail, the answer is that of the first, and what came
/// before it has arrived: receivers know a repeated event by its id.
/// </summary>
internal sealed class EventPublisher(TopicTemplate topics, PubSubEndpoint endpoint, IPublishTransport transport, ITokenAccess tokens, TimeProvider time)
{
    /// <summary>How long one request may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private const string NoCredentials =
        "There are no credentials for Pub/Sub: set PUBSUB_EMULATOR_HOST to use an emulator, or leave PULSEPOINT_PUBSUB_TOPIC unset to publish nothing.";

    public async Task<DeliveryOutcome> PublishAsync(TenantContext tenant, IReadOnlyList<EventMessage> events, CancellationToken cancellationToken)
    {
        var topic = topics.For(tenant.Tenant);
        var token = endpoint.NeedsToken ? await tokens.TokenAsync(tenant, cancellationToken) : null;
        if (endpoint.NeedsToken && token is null)
            return new DeliveryOutcome.Misconfigured(NoCredentials);

        var messages = events.Select(e => OutgoingMessage.Of(tenant, e)).ToList();
        if (messages.Any(m => transport.SizeOf(m) > Batches.MostBytes))
            return new DeliveryOutcome.Rejected($"An event for {topic} is larger than Pub/Sub takes.");

        foreach (var batch in Batches.Of(messages, transport.SizeOf))
        {
            var outcome = await SendAsync(topic, batch, token, cancellationToken);
            if (outcome is not DeliveryOutcome.Delivered)
                return outcome;
        }

        return new DeliveryOutcome.Delivered();
    }

    private async Task<DeliveryOutcome> SendAsync(TopicName topic, IReadOnlyList<OutgoingMessage> batch, string? token, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            var answer = await transport.PublishAsync(topic, batch, token, either.Token);
            return answer.Outcome(topic);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new DeliveryOutcome.Retry($"Pub/Sub did not answer for {topic} within {Patience.TotalSeconds:0} s.");
        }
    }
}
