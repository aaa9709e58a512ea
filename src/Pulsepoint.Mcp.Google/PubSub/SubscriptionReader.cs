using System.Runtime.CompilerServices;
using Grpc.Core;
using Microsoft.Extensions.Logging;
using NodaTime;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Google.PubSub.Wire;

namespace Pulsepoint.Mcp.Google.PubSub;

/// <summary>Reads a subscription as its messages come, over one stream that is opened again whenever the server ends it.</summary>
internal sealed partial class SubscriptionReader(PubSubChannel channel, PubSubEndpoint endpoint, SubscriptionTokens tokens, TimeProvider time, ILogger<SubscriptionReader> logger)
{
    // More unanswered messages than that are kept back by the server, for this reader or another.
    private const int MostUnanswered = Acknowledgements.MostAtOnce;
    private const int MostUnansweredBytes = 16 * 1024 * 1024;

    private static readonly Duration s_shortestDeadline = Duration.FromSeconds(10);
    private static readonly Duration s_longestDeadline = Duration.FromSeconds(60);

    /// <summary>Every message at least once, until cancelled.</summary>
    /// <param name="tenant">Whose messages they are.</param>
    /// <param name="subscription">Where they wait.</param>
    /// <param name="ackDeadline">How long a message may stay unanswered before it comes again, 10 to 60 s.</param>
    /// <param name="cancellationToken">Ends the reading; messages that were not answered come to the next reader after their deadline.</param>
    /// <exception cref="RefusalException">While reading: the subscription does not exist, or may not be read.</exception>
    public IAsyncEnumerable<ReceivedEvent> ReadAsync(TenantContext tenant, ResourceName<Subscription> subscription, Duration ackDeadline, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ackDeadline, s_shortestDeadline);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ackDeadline, s_longestDeadline);

        var opening = new StreamingPullRequest
        {
            Subscription = subscription.Value,
            StreamAckDeadlineSeconds = (int)ackDeadline.TotalSeconds,
            MaxOutstandingMessages = MostUnanswered,
            MaxOutstandingBytes = MostUnansweredBytes,
            ClientId = Guid.CreateVersion7(time.GetUtcNow()).ToString(),
        };
        return ReadAsync(new SubscriptionCalls(channel, endpoint, tokens, tenant, subscription), opening, cancellationToken);
    }

    private async IAsyncEnumerable<ReceivedEvent> ReadAsync(SubscriptionCalls calls, StreamingPullRequest opening, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pace = new ReopenPace(time);
        while (true)
        {
            using var stream = await calls.OpenAsync(cancellationToken);
            pace.Opened();
            await BeginAsync(stream, opening, cancellationToken);
            while (await NextAsync(stream, opening.Subscription, cancellationToken) is { } batch)
            {
                pace.Received();
                foreach (var message in batch.ReceivedMessages)
                    yield return new ReceivedEvent(message, calls);
            }

            await pace.WaitAsync(cancellationToken);
        }
    }

    private static async Task BeginAsync(AsyncDuplexStreamingCall<StreamingPullRequest, StreamingPullResponse> stream, StreamingPullRequest opening, CancellationToken cancellationToken)
    {
        try
        {
            await stream.RequestStream.WriteAsync(opening, cancellationToken);
        }
        catch (Exception e) when (e is RpcException or InvalidOperationException)
        {
            // Ended before it began; reading tells why.
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    // Null when the stream has ended in a way that another may not.
    private async Task<StreamingPullResponse?> NextAsync(AsyncDuplexStreamingCall<StreamingPullRequest, StreamingPullResponse> stream, string subscription, CancellationToken cancellationToken)
    {
        try
        {
            if (await stream.ResponseStream.MoveNext(cancellationToken))
                return stream.ResponseStream.Current;

            LogEnded(logger, StatusCode.OK);
            return null;
        }
        catch (RpcException e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (GrpcAnswers.MeaningOf(e.StatusCode) is not AnswerMeaning.NotNow)
                throw Unreadable(subscription, e);

            LogEnded(logger, e.StatusCode);
            return null;
        }
    }

    private static RefusalException Unreadable(string subscription, RpcException e) => e.StatusCode switch
    {
        StatusCode.NotFound => Refusal.SourceUnavailable($"The subscription {subscription} does not exist.", "Create it, or name one that does.", e),
        StatusCode.PermissionDenied => Refusal.SourceUnavailable($"The credentials may not read {subscription}.", "Give them the role Pub/Sub Subscriber.", e),
        StatusCode.Unauthenticated => Refusal.SourceUnavailable($"Google does not accept the credentials for {subscription}.", "Renew them.", e),
        _ => Refusal.SourceUnavailable($"The subscription {subscription} cannot be read ({e.StatusCode}).", "Check the subscription and PUBSUB_EMULATOR_HOST.", e),
    };

    [LoggerMessage(5101, LogLevel.Debug, "A stream of messages has ended ({Status}) and is opened again")]
    private static partial void LogEnded(ILogger logger, StatusCode status);
}
