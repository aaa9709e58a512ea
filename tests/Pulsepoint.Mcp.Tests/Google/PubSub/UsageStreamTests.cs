using System.Text;
using FluentAssertions;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Usage;
using Pulsepoint.Mcp.Google.PubSub;
using Pulsepoint.Mcp.Testing.Alerts;

namespace Pulsepoint.Mcp.Tests.Google.PubSub;

[CancelAfter(30_000)]
internal sealed class UsageStreamTests
{
    private const string Waiting = "projects/acme/subscriptions/alerts-aurora";

    [TestCase("no JSON")]
    [TestCase("[]")]
    [TestCase("""{"event_type":"tool_call"}""")]
    [TestCase("""{"event_id":"0190a000-0000-7000-8000-000000000001","event_type":"tool_call","schema_version":1,"occurred_at":"2026-11-23T12:00:00Z","cost_usd":"1e99"}""")]
    [TestCase("""{"event_id":"0190a000-0000-7000-8000-000000000001","event_type":"tool_call","schema_version":1,"occurred_at":"2026-11-23T12:00:00Z","brand_ids":"No Brand"}""")]
    public async Task What_is_no_event_is_passed_over_for_good(string strange, CancellationToken cancellationToken)
    {
        // The server's clock stands still: what is not acknowledged stays leased.
        await using var scene = await PubSubScene.StartAsync(serverTime: new FakeTimeProvider());
        scene.Server.AddSubscription(Waiting, PubSubScene.Topic);
        var stream = new UsageStream(
            scene.Reader, ResourceTemplate<Subscription>.TryParse("projects/acme/subscriptions/alerts-{tenant}")!, NullLogger<UsageStream>.Instance);
        var call = AlertRules.Call(Instant.FromUtc(2026, 11, 23, 12, 0));
        scene.Server.Publish(PubSubScene.Topic, Encoding.UTF8.GetBytes(strange), UsageEventJson.Write(call));

        await using var events = stream.ReadAsync(PubSubScene.Aurora, cancellationToken).GetAsyncEnumerator(cancellationToken);
        (await events.MoveNextAsync()).Should().BeTrue();
        var first = events.Current;
        await first.DoneAsync(cancellationToken);

        // Answers go in turn, so the strange one's went before.
        first.Event.Id.Should().Be(call.Id);
        (scene.Server.Waiting(Waiting) + scene.Server.Leased(Waiting)).Should().Be(0);
    }
}
