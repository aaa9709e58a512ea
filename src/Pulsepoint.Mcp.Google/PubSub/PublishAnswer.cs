namespace Pulsepoint.Mcp.Google.PubSub;

/// <summary>What Pub/Sub said to one request.</summary>
/// <param name="Meaning">The same for both transports.</param>
/// <param name="Said">The code in the transport's own words. Never the server's message: it may repeat what was sent.</param>
internal sealed record PublishAnswer(AnswerMeaning Meaning, string Said)
{
    public PublishOutcome Outcome(TopicName topic) => Meaning switch
    {
        AnswerMeaning.Taken => new PublishOutcome.Delivered(),
        AnswerMeaning.NotNow => new PublishOutcome.Retry($"Pub/Sub did not take events for {topic} now ({Said})."),
        AnswerMeaning.Refused => new PublishOutcome.Rejected($"Pub/Sub refused an event for {topic} ({Said})."),
        AnswerMeaning.NoTopic => new PublishOutcome.Misconfigured($"The topic {topic} does not exist ({Said}): create it, or set PULSEPOINT_PUBSUB_TOPIC to one that does."),
        AnswerMeaning.NotAllowed => new PublishOutcome.Misconfigured($"The credentials may not publish to {topic} ({Said}): give them the role Pub/Sub Publisher."),
        AnswerMeaning.NotKnown => new PublishOutcome.Misconfigured($"Google does not accept the credentials for {topic} ({Said}): renew them."),
        _ => new PublishOutcome.Misconfigured($"What answered for {topic} does not seem to be Pub/Sub ({Said}): check PUBSUB_EMULATOR_HOST and the proxy."),
    };
}
