using Microsoft.Extensions.DependencyInjection;
using Pulsepoint.Mcp.Core.Outbox;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Google;
using Pulsepoint.Mcp.Google.Access;
using Pulsepoint.Mcp.Google.PubSub;
using Pulsepoint.Mcp.Testing;
using Pulsepoint.Mcp.Testing.Google.PubSub;

namespace Pulsepoint.Mcp.Tests.Google.PubSub;

/// <summary>The room as it is registered, pointed at a Pub/Sub on loopback that has Aurora's topic and a subscription to it.</summary>
internal sealed class PubSubScene : IAsyncDisposable
{
    public const string Topic = "projects/acme/topics/pulsepoint-aurora";
    public const string Subscription = "projects/acme/subscriptions/alerts";

    private readonly ServiceProvider _services;

    private PubSubScene(LoopbackPubSub server, ServiceProvider services)
    {
        Server = server;
        _services = services;
    }

    public static TenantContext Aurora { get; } = Contexts.Of("aurora");

    public LoopbackPubSub Server { get; }

    public EventPublisher Publisher => _services.GetRequiredService<EventPublisher>();

    public IEventSink Sink => _services.GetRequiredService<IEventSink>();

    public SubscriptionReader Reader => _services.GetRequiredService<SubscriptionReader>();

    /// <param name="transport">How to publish.</param>
    /// <param name="clientTime">What our side waits by; null for the real time.</param>
    /// <param name="serverTime">What the server's deadlines go by; null for the real time.</param>
    /// <param name="tokens">Credentials, which are then asked for as Google would; null for an emulator's none.</param>
    public static async Task<PubSubScene> StartAsync(PubSubTransport transport = PubSubTransport.Grpc, TimeProvider? clientTime = null, TimeProvider? serverTime = null, ITokenAccess? tokens = null)
    {
        var server = await LoopbackPubSub.StartAsync(serverTime);
        server.AddTopic(Topic);
        server.AddSubscription(Subscription, Topic);

        var host = transport is PubSubTransport.Grpc ? server.GrpcHost : server.RestHost;
        var services = new ServiceCollection().AddLogging().AddSingleton(clientTime ?? TimeProvider.System);
        if (tokens is not null)
            services.AddSingleton(tokens).AddSingleton(new PubSubEndpoint(new Uri($"http://{host}/"), NeedsToken: true));

        services.AddPulsepointGoogle(new PubSubOptions
        {
            Topic = "projects/acme/topics/pulsepoint-{tenant}",
            Transport = transport is PubSubTransport.Grpc ? "grpc" : "rest",
            EmulatorHost = host,
        });
        return new PubSubScene(server, services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true }));
    }

    public IAsyncEnumerable<ReceivedEvent> ReadAsync(CancellationToken cancellationToken, string subscription = Subscription) =>
        Reader.ReadAsync(Aurora, ResourceName<Pulsepoint.Mcp.Google.PubSub.Subscription>.Parse(subscription), NodaTime.Duration.FromSeconds(10), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Server.DisposeAsync();
    }
}
