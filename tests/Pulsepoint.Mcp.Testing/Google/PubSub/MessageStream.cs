using Grpc.Core;
using Pulsepoint.Mcp.Testing.Google.PubSub.Wire;

namespace Pulsepoint.Mcp.Testing.Google.PubSub;

/// <summary>One streaming pull: messages go out as they come, answers come in on the same stream.</summary>
internal sealed class MessageStream
{
    private readonly Backlog _backlog;
    private readonly int _deadlineSeconds;
    private readonly long _mostUnanswered;

    /// <param name="backlog">What is read.</param>
    /// <param name="opening">The client's first request, which says how.</param>
    public MessageStream(Backlog backlog, StreamingPullRequest opening)
    {
        _backlog = backlog;
        _deadlineSeconds = AckDeadline.Checked(opening.StreamAckDeadlineSeconds, backlog.Subscription.AckDeadlineSeconds);
        _mostUnanswered = opening.MaxOutstandingMessages > 0 ? opening.MaxOutstandingMessages : long.MaxValue;
        Answer(opening);
    }

    /// <param name="requests">What the client says further.</param>
    /// <param name="responses">The way to the client.</param>
    /// <param name="closed">Ends with the code that the server shall end the stream with.</param>
    /// <param name="cancellationToken">The client is gone.</param>
    public async Task RunAsync(IAsyncStreamReader<StreamingPullRequest> requests, IServerStreamWriter<StreamingPullResponse> responses, Task<StatusCode> closed, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var listening = ListenAsync(requests, stop.Token);
        try
        {
            while (!closed.IsCompleted && !listening.IsCompleted)
                await SendAsync(responses, Task.WhenAny(closed, listening), stop.Token);
        }
        finally
        {
            await stop.CancelAsync();
            await listening;
        }

        if (closed.IsCompleted && await closed is not StatusCode.OK and var code)
            throw new RpcException(new Status(code, "The stream was closed."));
    }

    private async Task SendAsync(IServerStreamWriter<StreamingPullResponse> responses, Task end, CancellationToken cancellationToken)
    {
        var changed = _backlog.Changed;
        var taken = _backlog.Take(_mostUnanswered, _deadlineSeconds, this);
        if (taken.Count > 0)
            await responses.WriteAsync(new StreamingPullResponse { ReceivedMessages = { taken } }, cancellationToken);
        else
            await Task.WhenAny(changed, end).WaitAsync(cancellationToken);
    }

    private async Task ListenAsync(IAsyncStreamReader<StreamingPullRequest> requests, CancellationToken cancellationToken)
    {
        try
        {
            while (await requests.MoveNext(cancellationToken))
                Answer(requests.Current);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The stream is over, from this side or the other.
        }
    }

    private void Answer(StreamingPullRequest request)
    {
        _backlog.Acknowledge(request.AckIds);
        foreach (var (ackId, seconds) in request.ModifyDeadlineAckIds.Zip(request.ModifyDeadlineSeconds))
            _backlog.ChangeDeadline([ackId], seconds);
    }
}
