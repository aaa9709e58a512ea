namespace Pulsepoint.Mcp.Google.PubSub;

/// <summary>Where events are published and read. Checked when the room is registered.</summary>
public sealed record PubSubOptions
{
    /// <summary><c>PULSEPOINT_PUBSUB_TOPIC</c>: <c>projects/acme/topics/pulsepoint-{tenant}</c>; unset, nothing is published.</summary>
    public string? Topic { get; init; }

    /// <summary><c>PULSEPOINT_PUBSUB_SUBSCRIPTION</c>: <c>projects/acme/subscriptions/pulsepoint-alerts-{tenant}</c>, each of its tenant's topic; unset, nothing is read.</summary>
    public string? Subscription { get; init; }

    /// <summary><c>PULSEPOINT_PUBSUB_TRANSPORT</c>: <c>grpc</c> (unset, too), or <c>rest</c> where a proxy lets only HTTP/1.1 through.</summary>
    public string? Transport { get; init; }

    /// <summary><c>PULSEPOINT_EVENT_TEXT=full</c>: questions and queries are published, too.</summary>
    public bool KeepsTexts { get; init; }

    /// <summary><c>PUBSUB_EMULATOR_HOST</c>: <c>localhost:8085</c>; asked over plain HTTP, without credentials, in place of Google.</summary>
    public string? EmulatorHost { get; init; }
}
