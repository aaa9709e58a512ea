using Pulsepoint.Mcp.Testing.Google.PubSub.Wire;

namespace Pulsepoint.Mcp.Testing.Google.PubSub;

/// <summary>What Pub/Sub takes in one request.</summary>
internal static class PublishLimits
{
    private const int MostMessages = 1_000;
    private const int MostBytes = 10_000_000;

    public static void Check(PublishRequest request, int bytes)
    {
        if (request.Topic.Length == 0)
            throw PubSubError.Missing("topic");
        if (request.Messages.Count == 0)
            throw PubSubError.Missing("message");
        if (request.Messages.Count > MostMessages)
            throw PubSubError.Invalid($"A request holds {MostMessages} messages at most.");
        if (bytes > MostBytes)
            throw PubSubError.Invalid($"A request has {MostBytes} bytes at most.");
        if (request.Messages.Any(m => m.Data.IsEmpty && m.Attributes.Count == 0))
            throw PubSubError.Invalid("A message has data or attributes.");
        if (request.Messages.Select(m => m.OrderingKey).Distinct(StringComparer.Ordinal).Skip(1).Any())
            throw PubSubError.Invalid("The messages of a request share one ordering key.");
    }
}
