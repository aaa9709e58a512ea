using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Pulsepoint.Mcp.Testing.Google.PubSub;

/// <summary>Pub/Sub on this machine: gRPC on one port, the REST way to publish on another, everything in memory, no credentials.</summary>
public sealed class LoopbackPubSub : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly PubSubBoard _board;

    private LoopbackPubSub(WebApplication application, PubSubBoard board)
    {
        _application = application;
        _board = board;
    }

    public PubSubFaults Faults => _board.Faults;

    /// <summary>For <c>PUBSUB_EMULATOR_HOST</c>: plain HTTP/2.</summary>
    public string GrpcHost { get; private set; } = "";

    /// <summary>The same Pub/Sub over HTTP/1.1.</summary>
    public string RestHost { get; private set; } = "";

    /// <summary>Every publish request that was taken, in order.</summary>
    public IReadOnlyList<SeenPublish> Publishes => _board.Publishes;

    /// <summary>How many streams of messages were opened until now.</summary>
    public int StreamsOpened => _board.Faults.StreamsOpened;

    /// <param name="time">When deadlines are over; null for the real time.</param>
    public static async Task<LoopbackPubSub> StartAsync(TimeProvider? time = null)
    {
        var board = new PubSubBoard(time ?? TimeProvider.System);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
        });
        builder.Services.AddSingleton(board);
        builder.Services.AddGrpc(grpc => grpc.MaxReceiveMessageSize = null);

        var application = builder.Build();
        application.MapGrpcService<PublisherService>();
        application.MapGrpcService<SubscriberService>();
        application.MapPost("/v1/{**path}", context => RestPublish.AnswerAsync(board, context));
        await application.StartAsync();

        var addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(a => new Uri(a).Authority).ToList();
        return new LoopbackPubSub(application, board) { GrpcHost = addresses[0], RestHost = addresses[1] };
    }

    public void AddTopic(string topic) => _board.AddTopic(topic);

    public void AddSubscription(string subscription, string topic) => _board.AddSubscription(subscription, topic, ackDeadlineSeconds: 0);

    /// <summary>Publishes as another program would.</summary>
    public void Publish(string topic, params IEnumerable<ReadOnlyMemory<byte>> messages) => _board.Publish(topic, messages);

    /// <summary>How many messages of a subscription are neither acknowledged nor out for delivery.</summary>
    public int Waiting(string subscription) => _board.Backlog(subscription).Waiting;

    /// <summary>How many messages of a subscription are out for delivery.</summary>
    public int Leased(string subscription) => _board.Backlog(subscription).Leased;

    public async ValueTask DisposeAsync()
    {
        Faults.CloseStreams(global::Grpc.Core.StatusCode.Unavailable);
        await _application.StopAsync();
        await _application.DisposeAsync();
    }
}
