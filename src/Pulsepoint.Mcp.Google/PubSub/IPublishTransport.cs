namespace Pulsepoint.Mcp.Google.PubSub;

/// <summary>One publish request: over gRPC, or over REST where HTTP/2 does not get through.</summary>
internal interface IPublishTransport
{
    /// <summary>The bytes that a message adds to a request, or a few more.</summary>
    int SizeOf(OutgoingMessage message);

    /// <param name="topic">Where to.</param>
    /// <param name="messages">No more than one request may hold.</param>
    /// <param name="token">An access token; null where none is asked for.</param>
    /// <param name="cancellationToken">Gives up waiting; the messages may still arrive.</param>
    Task<PublishAnswer> PublishAsync(ResourceName<Topic> topic, IReadOnlyList<OutgoingMessage> messages, string? token, CancellationToken cancellationToken);
}
