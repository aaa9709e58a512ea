using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Pulsepoint.Mcp.Google;
using Pulsepoint.Mcp.Google.PubSub;
using Pulsepoint.Mcp.Testing;
using Pulsepoint.Mcp.Testing.Google.PubSub;

namespace Pulsepoint.Mcp.Benchmarks.Google;

/// <summary>How long publishing and receiving take on our side of the network: the Pub/Sub is a fake in this process.</summary>
internal static class PubSubTimes
{
    private const string Topic = "projects/acme/topics/pulsepoint-aurora";
    private const string Subscription = "projects/acme/subscriptions/alerts";
    private const int EventBytes = 700;
    private const int WarmUps = 50;

    public static async Task RunAsync()
    {
        foreach (var transport in (string[])["grpc", "rest"])
        {
            foreach (var count in (int[])[1, 100, 1_000])
                await PublishAsync(transport, count, requests: count < 1_000 ? 500 : 100);

            await PublishManyAsync(transport, 10_000);
        }

        await ReceiveAsync(1_000);
    }

    private static async Task PublishAsync(string transport, int count, int requests)
    {
        await using var server = await ServerAsync(subscribed: false);
        await using var services = Services(server, transport);
        var publisher = services.GetRequiredService<EventPublisher>();
        var times = new List<double>();
        for (var i = -WarmUps; i < requests; i++)
        {
            var events = Events(count);
            var start = Stopwatch.GetTimestamp();
            await publisher.PublishAsync(Contexts.Of("aurora"), events, CancellationToken.None);
            if (i >= 0)
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        Write($"publish {count,5} over {transport}", times);
    }

    private static async Task PublishManyAsync(string transport, int count)
    {
        await using var server = await ServerAsync(subscribed: true);
        await using var services = Services(server, transport);
        var start = Stopwatch.GetTimestamp();
        await services.GetRequiredService<EventPublisher>().PublishAsync(Contexts.Of("aurora"), Events(count), CancellationToken.None);

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"publish {count} over {transport}, on a new connection: {Stopwatch.GetElapsedTime(start).TotalSeconds:0.000} s, {server.Publishes.Count} requests"));
    }

    // One at a time, each acknowledged before the next is published.
    private static async Task ReceiveAsync(int count)
    {
        await using var server = await ServerAsync(subscribed: true);
        await using var services = Services(server, "grpc");
        var publisher = services.GetRequiredService<EventPublisher>();
        var reader = services.GetRequiredService<SubscriptionReader>();
        var received = reader.ReadAsync(Contexts.Of("aurora"), ResourceName<Pulsepoint.Mcp.Google.PubSub.Subscription>.Parse(Subscription), Duration.FromSeconds(60), CancellationToken.None).GetAsyncEnumerator();
        var times = new List<double>();
        for (var i = -WarmUps; i < count; i++)
        {
            var next = received.MoveNextAsync().AsTask();
            var start = Stopwatch.GetTimestamp();
            await publisher.PublishAsync(Contexts.Of("aurora"), Events(1), CancellationToken.None);
            await next;
            if (i >= 0)
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            await received.Current.AckAsync(CancellationToken.None);
        }

        Write("publish to receipt", times);
        await received.DisposeAsync();
    }

    private static async Task<LoopbackPubSub> ServerAsync(bool subscribed)
    {
        var server = await LoopbackPubSub.StartAsync();
        server.AddTopic(Topic);
        if (subscribed)
            server.AddSubscription(Subscription, Topic);

        return server;
    }

    private static ServiceProvider Services(LoopbackPubSub server, string transport) => new ServiceCollection()
        .AddLogging()
        .AddPulsepointGoogle(new PubSubOptions
        {
            Topic = "projects/acme/topics/pulsepoint-{tenant}",
            Transport = transport,
            EmulatorHost = transport == "grpc" ? server.GrpcHost : server.RestHost,
        })
        .BuildServiceProvider();

    private static List<EventMessage> Events(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => new EventMessage(Guid.CreateVersion7(), "tool_call", 1, new byte[EventBytes]))];

    private static void Write(string what, List<double> milliseconds)
    {
        milliseconds.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{what}: p50 {milliseconds[milliseconds.Count / 2]:0.00} ms, p99 {milliseconds[milliseconds.Count * 99 / 100]:0.00} ms ({milliseconds.Count})"));
    }
}
