using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Pulsepoint.Mcp.Testing.Google.PubSub.Wire;

namespace Pulsepoint.Mcp.Testing.Google.PubSub;

internal sealed class SubscriberService(PubSubBoard board) : Subscriber.SubscriberBase
{
    public override Task<Subscription> CreateSubscription(Subscription request, ServerCallContext context) =>
        Task.FromResult(board.AddSubscription(request.Name, request.Topic, request.AckDeadlineSeconds));

    public override Task<Subscription> GetSubscription(GetSubscriptionRequest request, ServerCallContext context) =>
        Task.FromResult(board.Backlog(request.Subscription).Subscription);

    public override Task<Empty> DeleteSubscription(DeleteSubscriptionRequest request, ServerCallContext context)
    {
        board.RemoveSubscription(request.Subscription);
        return Task.FromResult(new Empty());
    }

    public override async Task<PullResponse> Pull(PullRequest request, ServerCallContext context)
    {
        var backlog = board.Backlog(request.Subscription);
        if (request.MaxMessages <= 0)
            throw PubSubError.Invalid("Ask for one message at least.");

        var holder = new object();
        while (true)
        {
            var changed = backlog.Changed;
            var taken = backlog.Take(request.MaxMessages, backlog.Subscription.AckDeadlineSeconds, holder);
            if (taken.Count > 0 || request.ReturnImmediately)
                return new PullResponse { ReceivedMessages = { taken } };

            await changed.WaitAsync(context.CancellationToken);
        }
    }

    public override async Task StreamingPull(IAsyncStreamReader<StreamingPullRequest> requestStream, IServerStreamWriter<StreamingPullResponse> responseStream, ServerCallContext context)
    {
        if (!await requestStream.MoveNext(context.CancellationToken))
            throw PubSubError.Missing("subscription");

        var stream = new MessageStream(board.Backlog(requestStream.Current.Subscription), requestStream.Current);
        await stream.RunAsync(requestStream, responseStream, board.Faults.OnStream(), context.CancellationToken);
    }

    public override Task<Empty> Acknowledge(AcknowledgeRequest request, ServerCallContext context)
    {
        var backlog = board.Backlog(request.Subscription);
        board.Faults.OnAnswer();
        if (request.AckIds.Count == 0)
            throw PubSubError.Missing("ack id");

        backlog.Acknowledge(request.AckIds);
        return Task.FromResult(new Empty());
    }

    public override Task<Empty> ModifyAckDeadline(ModifyAckDeadlineRequest request, ServerCallContext context)
    {
        var backlog = board.Backlog(request.Subscription);
        board.Faults.OnAnswer();
        if (request.AckIds.Count == 0)
            throw PubSubError.Missing("ack id");

        backlog.ChangeDeadline(request.AckIds, request.AckDeadlineSeconds);
        return Task.FromResult(new Empty());
    }
}
