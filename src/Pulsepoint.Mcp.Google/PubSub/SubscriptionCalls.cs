using Grpc.Core;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Google.PubSub.Wire;

namespace Pulsepoint.Mcp.Google.PubSub;

/// <summary>
/// What is asked of one subscription. Messages are answered by calls of their own and not on their stream: so an answer
/// outlives the stream that its message came on, and is itself answered.
/// </summary>
internal sealed class SubscriptionCalls
{
    private readonly PubSubEndpoint _endpoint;
    private readonly SubscriptionTokens _tokens;
    private readonly TenantContext _tenant;
    private readonly ResourceName<Subscription> _subscription;
    private readonly Subscriber.SubscriberClient _subscriber;
    private readonly Acknowledgements _acknowledgements;

    public SubscriptionCalls(PubSubChannel channel, PubSubEndpoint endpoint, SubscriptionTokens tokens, TenantContext tenant, ResourceName<Subscription> subscription)
    {
        (_endpoint, _tokens, _tenant, _subscription) = (endpoint, tokens, tenant, subscription);
        _subscriber = new Subscriber.SubscriberClient(channel.Calls);
        _acknowledgements = new Acknowledgements(SendAsync);
    }

    /// <exception cref="RefusalException">There are no credentials.</exception>
    public async Task<AsyncDuplexStreamingCall<StreamingPullRequest, StreamingPullResponse>> OpenAsync(CancellationToken cancellationToken) =>
        _subscriber.StreamingPull(await HeadersAsync(cancellationToken), deadline: null, cancellationToken);

    /// <exception cref="RefusalException">There are no credentials.</exception>
    public Task<bool> AckAsync(string ackId) => _acknowledgements.AddAsync(ackId);

    // Many have a part in it, so that none of them can call it off; it ends with its connection.
    private async Task<bool> SendAsync(IReadOnlyList<string> ackIds)
    {
        try
        {
            await _subscriber.AcknowledgeAsync(
                new AcknowledgeRequest { Subscription = _subscription.Value, AckIds = { ackIds } }, await HeadersAsync(CancellationToken.None), deadline: null, CancellationToken.None);
            return true;
        }
        catch (RpcException)
        {
            return false;
        }
    }

    private async Task<Metadata> HeadersAsync(CancellationToken cancellationToken) =>
        PubSubChannel.Headers(_endpoint.NeedsToken ? await _tokens.TokenAsync(_tenant, cancellationToken) : null);
}
