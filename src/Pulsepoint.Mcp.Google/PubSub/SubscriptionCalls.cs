using Grpc.Core;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Google.Access;
using Pulsepoint.Mcp.Google.PubSub.Wire;

namespace Pulsepoint.Mcp.Google.PubSub;

/// <summary>
/// What is asked of one subscription. Messages are answered by calls of their own and not on their stream: so an answer
/// outlives the stream that its message came on, and is itself answered.
/// </summary>
internal sealed class SubscriptionCalls(PubSubChannel channel, PubSubEndpoint endpoint, ITokenAccess tokens, TenantContext tenant, SubscriptionName subscription)
{
    // A deadline that is over gives a message back.
    private const int AtOnce = 0;

    private readonly Subscriber.SubscriberClient _subscriber = new(channel.Calls);

    /// <exception cref="RefusalException">There are no credentials.</exception>
    public async Task<AsyncDuplexStreamingCall<StreamingPullRequest, StreamingPullResponse>> OpenAsync(CancellationToken cancellationToken) =>
        _subscriber.StreamingPull(await HeadersAsync(cancellationToken), deadline: null, cancellationToken);

    public Task<bool> AckAsync(string ackId, CancellationToken cancellationToken) => AnsweredAsync(
        async headers => await _subscriber.AcknowledgeAsync(
            new AcknowledgeRequest { Subscription = subscription.Value, AckIds = { ackId } }, headers, deadline: null, cancellationToken),
        cancellationToken);

    public Task<bool> NackAsync(string ackId, CancellationToken cancellationToken) => AnsweredAsync(
        async headers => await _subscriber.ModifyAckDeadlineAsync(
            new ModifyAckDeadlineRequest { Subscription = subscription.Value, AckIds = { ackId }, AckDeadlineSeconds = AtOnce }, headers, deadline: null, cancellationToken),
        cancellationToken);

    private async Task<bool> AnsweredAsync(Func<Metadata, Task> call, CancellationToken cancellationToken)
    {
        try
        {
            await call(await HeadersAsync(cancellationToken));
            return true;
        }
        catch (RpcException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return false;
        }
    }

    private async Task<Metadata> HeadersAsync(CancellationToken cancellationToken)
    {
        var token = endpoint.NeedsToken ? await tokens.TokenAsync(tenant, cancellationToken) : null;
        return endpoint.NeedsToken && token is null
            ? throw Refusal.SourceUnavailable("There are no credentials for Pub/Sub.", "Set PUBSUB_EMULATOR_HOST to use an emulator.")
            : PubSubChannel.Headers(token);
    }
}
