using Pulsepoint.Mcp.Core.Outbox;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Google.Access;

namespace Pulsepoint.Mcp.Google.PubSub;

/// <summary>
/// Publishes a tenant's events to its own topic, without an ordering key. Tries once with each token: when to try again, and how long to
/// wait, is for the caller, who keeps the events. Where some of many requests fail, the answer is that of the first, and
/// what came before it has arrived: receivers know a repeated event by its id.
/// </summary>
internal sealed class EventPublisher(ResourceTemplate<Topic> topics, PubSubEndpoint endpoint, IPublishTransport transport, ITokenAccess tokens)
{
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
            var answer = await transport.PublishAsync(topic, batch, token, cancellationToken);
            if (answer.Meaning is AnswerMeaning.NotKnown && await RenewedAsync(tenant, token, cancellationToken) is { } renewed)
            {
                token = renewed;
                answer = await transport.PublishAsync(topic, batch, token, cancellationToken);
            }

            var outcome = answer.Outcome(topic);
            if (outcome is not DeliveryOutcome.Delivered)
                return outcome;
        }

        return new DeliveryOutcome.Delivered();
    }

    // A token can be taken back before its end; then another is to be had.
    private async Task<string?> RenewedAsync(TenantContext tenant, string? refused, CancellationToken cancellationToken)
    {
        if (refused is null || !tokens.Forget(tenant, refused))
            return null;

        try
        {
            return await tokens.TokenAsync(tenant, cancellationToken);
        }
        catch (RefusalException refusal) when (refusal.Code == RefusalCode.RateLimited)
        {
            // What Google said is why, and tells people more.
            return null;
        }
    }
}
