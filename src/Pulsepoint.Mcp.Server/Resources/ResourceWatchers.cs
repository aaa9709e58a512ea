using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Server.Protocol;

namespace Pulsepoint.Mcp.Server.Resources;

/// <summary>Who on one connection wants to hear of changes. Clients of the older era subscribe, those of the newer keep a request open.</summary>
internal sealed partial class ResourceWatchers(ResourceHandlers resources, AlertFeed alerts, ILogger<ResourceWatchers> logger) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, CancellationTokenSource> _subscribed = [];
    private readonly List<Task> _watches = [];

    public ValueTask<EmptyResult> SubscribeAsync(RequestContext<SubscribeRequestParams> request)
    {
        var uri = request.Params?.Uri ?? "";
        var tenant = resources.RequireWatcher(uri, Era.Handshake);
        lock (_lock)
        {
            var end = new CancellationTokenSource();
            if (_subscribed.TryAdd(uri, end))
                _watches.Add(WatchSubscribedAsync(request.Server, tenant, uri, end));
            else
                end.Dispose();
        }

        return ValueTask.FromResult(new EmptyResult());
    }

    public async ValueTask<EmptyResult> UnsubscribeAsync(RequestContext<UnsubscribeRequestParams> request)
    {
        CancellationTokenSource? end;
        lock (_lock)
            _subscribed.Remove(request.Params?.Uri ?? "", out end);

        if (end is not null)
        {
            await end.CancelAsync();
            end.Dispose();
        }

        return new EmptyResult();
    }

    /// <summary>Says what will be told, and tells it until the client cancels or its input ends.</summary>
    public async ValueTask<EmptyResult> ListenAsync(RequestContext<SubscriptionsListenRequestParams> request, CancellationToken cancellationToken)
    {
        var granted = resources.Watchable(request.Params?.Notifications?.ResourceSubscriptions ?? []);
        var subscription = request.JsonRpcRequest.Id;
        var notifications = new JsonObject();
        if (granted.Count > 0)
            notifications["resourceSubscriptions"] = new JsonArray([.. granted.Select(uri => (JsonNode)uri)]);

        await SendAsync(request.Server, NotificationMethods.SubscriptionsAcknowledgedNotification, new JsonObject { ["notifications"] = notifications }, subscription, cancellationToken);
        var watches = granted.Select(uri => WatchAsync(request.Server, resources.RequireWatcher(uri, Era.PerRequest), uri, subscription, cancellationToken));
        // It ends with its watch, so that the client knows and can listen again. With nothing to watch it stays open all the same,
        // as the protocol wants it, until the client cancels or its input ends.
        await (granted.Count == 0 ? Task.Delay(Timeout.Infinite, cancellationToken) : Task.WhenAll(watches));
        return new EmptyResult();
    }

    public async ValueTask DisposeAsync()
    {
        CancellationTokenSource[] ends;
        Task[] watches;
        lock (_lock)
        {
            (ends, watches) = ([.. _subscribed.Values], [.. _watches]);
            _subscribed.Clear();
        }

        foreach (var end in ends)
            await end.CancelAsync();

        await Task.WhenAll(watches);
        foreach (var end in ends)
            end.Dispose();
    }

    // A watch that has ended by itself is no subscription any more: the client may begin another.
    private async Task WatchSubscribedAsync(McpServer server, TenantContext tenant, string uri, CancellationTokenSource end)
    {
        await WatchAsync(server, tenant, uri, subscription: null, end.Token);
        lock (_lock)
        {
            if (!_subscribed.TryGetValue(uri, out var current) || current != end)
                return;

            _subscribed.Remove(uri);
        }

        end.Dispose();
    }

    private async Task WatchAsync(McpServer server, TenantContext tenant, string uri, RequestId? subscription, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var _ in alerts.ChangesAsync(tenant, cancellationToken))
                await SendAsync(server, NotificationMethods.ResourceUpdatedNotification, new JsonObject { ["uri"] = uri }, subscription, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Nobody listens any more.
        }
#pragma warning disable CA1031 // A worker beside the calls: the client loses its notifications, and nothing else.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            LogEnded(failure, uri);
        }
    }

    private static Task SendAsync(McpServer server, string method, JsonObject parameters, RequestId? subscription, CancellationToken cancellationToken)
    {
        if (subscription is { } id)
            parameters["_meta"] = new JsonObject { [MetaKeys.SubscriptionId] = JsonSerializer.SerializeToNode(id, McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(RequestId))) };

        return server.SendMessageAsync(new JsonRpcNotification { Method = method, Params = parameters }, cancellationToken);
    }

    [LoggerMessage(1221, LogLevel.Error, "{Resource} is not watched any more")]
    private partial void LogEnded(Exception cause, string resource);
}
