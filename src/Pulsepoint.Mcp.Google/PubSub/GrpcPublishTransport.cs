using Google.Protobuf;
using Grpc.Core;
using Pulsepoint.Mcp.Google.PubSub.Wire;

namespace Pulsepoint.Mcp.Google.PubSub;

internal sealed class GrpcPublishTransport(PubSubChannel channel) : IPublishTransport
{
    // Tag and length of one message within the request.
    private const int Frame = 6;

    private readonly Publisher.PublisherClient _publisher = new(channel.Calls);

    public int SizeOf(OutgoingMessage message) => ToWire(message).CalculateSize() + Frame;

    public async Task<PublishAnswer> PublishAsync(ResourceName<Topic> topic, IReadOnlyList<OutgoingMessage> messages, string? token, CancellationToken cancellationToken)
    {
        var request = new PublishRequest { Topic = topic.Value };
        request.Messages.AddRange(messages.Select(ToWire));
        try
        {
            await _publisher.PublishAsync(request, PubSubChannel.Headers(token), deadline: null, cancellationToken);
            return GrpcAnswers.Of(StatusCode.OK);
        }
        catch (RpcException e)
        {
            // The library tells its caller's cancellation with the code that the server may send, too.
            cancellationToken.ThrowIfCancellationRequested();
            return GrpcAnswers.Of(e.StatusCode);
        }
    }

    private static PubsubMessage ToWire(OutgoingMessage message)
    {
        // Not copied: the bytes of an event do not change.
        var wire = new PubsubMessage { Data = UnsafeByteOperations.UnsafeWrap(message.Data) };
        foreach (var (name, value) in message.Attributes)
            wire.Attributes.Add(name, value);

        return wire;
    }
}
