using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;
using Pulsepoint.Mcp.Server.Protocol;

namespace Pulsepoint.Mcp.Server.Transport;

/// <summary>
/// One client on two streams: cuts and checks what comes in, hands each request to the server of its era, and writes
/// what goes out under the client's own ids.
/// </summary>
internal sealed class McpConnection(Stream input, Stream output, int maxLineBytes, Func<McpConnection, Era, EraTransport> open)
{
    private const string SubscriptionKey = "io.modelcontextprotocol/subscriptionId";

    private readonly LineReader _reader = new(input, maxLineBytes);
    private readonly LineWriter _writer = new(output);
    private readonly InFlightRequests _inFlight = new();
    private readonly EraTransport?[] _eras = new EraTransport?[2];
    private TaskCompletionSource? _initialized;

    /// <summary>Completes once the client no longer reads.</summary>
    public Task Broken => _writer.Broken;

    /// <summary>Reads until the input ends; what was read may still be at work then.</summary>
    public async Task ReadToEndAsync(CancellationToken cancellationToken)
    {
        while (await _reader.ReadAsync(cancellationToken) is { Kind: not LineKind.End } line)
        {
            if (line.Kind is LineKind.TooLong)
                await RefuseAsync(RawId.Null, ProtocolError.TooLong(maxLineBytes));
            else
                await TakeAsync(Envelope.Read(line.Bytes), cancellationToken);
        }

        Complete();
    }

    /// <summary>Takes nothing more. Subscriptions would stay open for ever; everything else is still answered.</summary>
    public void Complete()
    {
        foreach (var subscription in _inFlight.Of(RequestMethods.SubscriptionsListen))
            Cancel(subscription, reason: null);

        foreach (var era in _eras)
            era?.Complete();
    }

    public async Task SendAsync(JsonRpcMessage message)
    {
        switch (message)
        {
            case JsonRpcResponse response when TryTake(response.Id, out var request):
                await _writer.WriteAsync(OutgoingMessage.Result(request.Id, Advertised(request, response.Result)));
                break;
            case JsonRpcError error when TryTake(error.Id, out var request):
                await _writer.WriteAsync(OutgoingMessage.Error(request.Id, error.Error));
                break;
            case JsonRpcNotification notification:
                if (RestoreSubscription(notification))
                    await _writer.WriteAsync(OutgoingMessage.Unsolicited(notification));

                return;
            case JsonRpcRequest request:
                await _writer.WriteAsync(OutgoingMessage.Unsolicited(request));
                return;
            default:
                // The answer to a request that was cancelled.
                return;
        }

        _initialized?.TrySetResult();
    }

    private Task RefuseAsync(RawId id, ProtocolError error) => _writer.WriteAsync(OutgoingMessage.Error(id, error));

    private async Task TakeAsync(Envelope message, CancellationToken cancellationToken)
    {
        switch (message.Kind)
        {
            case MessageKind.Invalid:
                await RefuseAsync(message.Id, message.Error!);
                break;
            case MessageKind.Request:
                await TakeRequestAsync(message, cancellationToken);
                break;
            case MessageKind.Notification when message.Method is NotificationMethods.CancelledNotification:
                Cancel(message);
                break;
            case MessageKind.Notification when message.Params.ValueKind is JsonValueKind.Object or JsonValueKind.Undefined:
                Transport(RequestCheck.EraOf(message)).Deliver(new JsonRpcNotification { Method = message.Method, Params = Node(message) });
                break;
            case MessageKind.Answer when IncomingAnswer.Read(message) is { } answer:
                // Only the handshake era lets a server ask.
                Transport(Era.Handshake).Deliver(answer);
                break;
        }
    }

    private async Task TakeRequestAsync(Envelope message, CancellationToken cancellationToken)
    {
        var era = RequestCheck.EraOf(message);
        if (RequestCheck.Check(message, era) is { } error)
        {
            await RefuseAsync(message.Id, error);
            return;
        }

        if (!_inFlight.TryAdd(message.Id, message.Method, era, out var request))
        {
            await RefuseAsync(message.Id, ProtocolError.DuplicateId);
            return;
        }

        var answered = message.Method is RequestMethods.Initialize ? new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously) : null;
        if (answered is not null)
            _initialized = answered;

        Transport(era).Deliver(new JsonRpcRequest { Id = new RequestId(request.Number), Method = message.Method, Params = Node(message) });

        // The SDK works on requests side by side: one that was sent along with initialize would run before it.
        if (answered is not null)
            await answered.Task.WaitAsync(cancellationToken);
    }

    private void Cancel(Envelope notification)
    {
        if (notification.Params.ValueKind is not JsonValueKind.Object
            || !notification.Params.TryGetProperty("requestId"u8, out var element)
            || !RawId.TryRead(element, out var id)
            || _inFlight.Find(id) is not { Method: not RequestMethods.Initialize } request)
            return;

        var reason = notification.Params.TryGetProperty("reason"u8, out var text) && text.ValueKind is JsonValueKind.String
            ? text.GetString()
            : null;
        Cancel(request, reason);
    }

    private void Cancel(InFlightRequest request, string? reason)
    {
        if (!_inFlight.TryTake(request.Number, out _))
            return;

        Transport(request.Era).Deliver(new JsonRpcNotification
        {
            Method = NotificationMethods.CancelledNotification,
            Params = new JsonObject { ["requestId"] = request.Number, ["reason"] = reason },
        });
    }

    private bool TryTake(RequestId id, [NotNullWhen(true)] out InFlightRequest? request)
    {
        request = null;
        return id.Id is long number && _inFlight.TryTake(number, out request);
    }

    /// <summary>The SDK declares <c>logging</c> to handshake clients by itself; it is not offered.</summary>
    private static JsonNode? Advertised(InFlightRequest request, JsonNode? result)
    {
        if (request.Method is RequestMethods.Initialize)
            (result?["capabilities"] as JsonObject)?.Remove("logging");

        return result;
    }

    /// <summary>False when the subscription that the notification belongs to is over.</summary>
    private bool RestoreSubscription(JsonRpcNotification notification)
    {
        if (notification.Params?["_meta"] is not JsonObject meta || meta[SubscriptionKey] is not { } number)
            return true;

        if (_inFlight.Find(number.GetValue<long>()) is not { } subscription)
            return false;

        meta[SubscriptionKey] = JsonNode.Parse(subscription.Id.Json);
        return true;
    }

    private EraTransport Transport(Era era) => _eras[(int)era] ??= open(this, era);

    private static JsonObject? Node(Envelope message) =>
        message.Params.ValueKind is JsonValueKind.Object ? JsonObject.Create(message.Params) : null;
}
