using Pulsepoint.Mcp.Core.Outbox;

namespace Pulsepoint.Mcp.Google.PubSub;

/// <summary>What Pub/Sub said to one request.</summary>
/// <param name="Meaning">The same for both transports.</param>
/// <param name="Said">The code in the transport's own words. Never the server's message: it may repeat what was sent.</param>
internal sealed record PublishAnswer(AnswerMeaning Meaning, string Said)
{
    public DeliveryOutcome Outcome(ResourceName<Topic> topic) => Meaning switch
    {
        AnswerMeaning.Taken => new DeliveryOutcome.Delivered(),
        AnswerMeaning.NotNow => new DeliveryOutcome.Retry($"Pub/Sub did not take events for {topic} now ({Said})."),
        AnswerMeaning.Refused => new DeliveryOutcome.Rejected($"Pub/Sub refused an event for {topic} ({Said})."),
        AnswerMeaning.NoTopic => new DeliveryOutcome.Misconfigured($"The topic {topic} does not exist ({Said}): create it, or set PULSEPOINT_PUBSUB_TOPIC to one that does."),
        AnswerMeaning.NotAllowed => new DeliveryOutcome.Misconfigured($"The credentials may not publish to {topic} ({Said}): give them the role Pub/Sub Publisher."),
        AnswerMeaning.NotKnown => new DeliveryOutcome.Misconfigured($"Google does not accept the credentials for {topic} ({Said}): renew them."),
        _ => new DeliveryOutcome.Misconfigured($"What answered for {topic} does not seem to be Pub/Sub ({Said}): check PUBSUB_EMULATOR_HOST and the proxy."),
    };
}
