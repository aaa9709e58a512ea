using Pulsepoint.Mcp.Core.Refusals;

namespace Pulsepoint.Mcp.Google.PubSub;

/// <summary>The settings, checked.</summary>
internal sealed record PubSubTarget(ResourceTemplate<Topic>? Topic, ResourceTemplate<Subscription>? Subscription, PubSubTransport Transport, PubSubEndpoint Endpoint)
{
    /// <exception cref="SettingException">One of them cannot be used.</exception>
    public static PubSubTarget Of(PubSubOptions options) => new(
        TopicOf(options.Topic), SubscriptionOf(options.Subscription), TransportOf(options.Transport), EndpointOf(options.EmulatorHost));

    private static ResourceTemplate<Topic>? TopicOf(string? text) => text is null
        ? null
        : ResourceTemplate<Topic>.TryParse(text) ?? throw new SettingException(
            "PULSEPOINT_PUBSUB_TOPIC", "does not name a topic of its own for every organisation.", "projects/acme/topics/pulsepoint-{tenant}");

    private static ResourceTemplate<Subscription>? SubscriptionOf(string? text) => text is null
        ? null
        : ResourceTemplate<Subscription>.TryParse(text) ?? throw new SettingException(
            "PULSEPOINT_PUBSUB_SUBSCRIPTION", "does not name a subscription of its own for every organisation.", "projects/acme/subscriptions/pulsepoint-alerts-{tenant}");

    private static PubSubTransport TransportOf(string? text) => text switch
    {
        null or "grpc" => PubSubTransport.Grpc,
        "rest" => PubSubTransport.Rest,
        _ => throw new SettingException("PULSEPOINT_PUBSUB_TRANSPORT", "is neither grpc nor rest.", "grpc"),
    };

    private static PubSubEndpoint EndpointOf(string? emulator) => emulator is null
        ? PubSubEndpoint.Google
        : PubSubEndpoint.TryParseEmulator(emulator) ?? throw new SettingException("PUBSUB_EMULATOR_HOST", "is not a host and a port.", "localhost:8085");
}
