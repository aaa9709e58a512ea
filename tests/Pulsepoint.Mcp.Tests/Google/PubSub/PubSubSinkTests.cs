using System.Text;
using FluentAssertions;
using Grpc.Core;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Outbox;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Usage;
using Pulsepoint.Mcp.Google.PubSub;

namespace Pulsepoint.Mcp.Tests.Google.PubSub;

[TestFixture(PubSubTransport.Grpc)]
[TestFixture(PubSubTransport.Rest)]
[CancelAfter(30_000)]
internal sealed class PubSubSinkTests(PubSubTransport transport)
{
    private static readonly Instant s_now = Instant.FromUtc(2026, 11, 23, 12, 0);

    [Test]
    public async Task An_event_of_the_outbox_arrives_as_it_was_written(CancellationToken cancellationToken)
    {
        await using var scene = await PubSubScene.StartAsync(transport);
        var written = Written(EventType.KeyRefused);

        var outcome = await scene.Sink.DeliverAsync(PubSubScene.Aurora, [written], cancellationToken);

        outcome.Should().Be(new DeliveryOutcome.Delivered());
        var message = scene.Server.Publishes.Single().Messages.Should().ContainSingle().Which;
        message.Data.ToArray().Should().Equal(written.Json.ToArray());
        message.Attributes.Should().BeEquivalentTo(new Dictionary<string, string>
        {
            ["event_id"] = written.Id.ToString(),
            ["tenant"] = "aurora",
            ["type"] = "key_refused",
            ["schema_version"] = "1",
        });
    }

    [Test]
    public async Task An_event_of_a_later_version_is_delivered_all_the_same(CancellationToken cancellationToken)
    {
        await using var scene = await PubSubScene.StartAsync(transport);

        await scene.Sink.DeliverAsync(PubSubScene.Aurora, [Of("""{"event_type":"alert_sent","schema_version":9,"new":true}""")], cancellationToken);

        var attributes = scene.Server.Publishes.Single().Messages.Single().Attributes;
        attributes["type"].Should().Be("alert_sent");
        attributes["schema_version"].Should().Be("9");
    }

    [Test]
    public async Task As_much_as_the_sink_takes_at_once_is_one_request(CancellationToken cancellationToken)
    {
        await using var scene = await PubSubScene.StartAsync(transport);
        var padded = $$"""{"event_type":"tool_call","schema_version":1,"extra":"{{new string('x', 6_200)}}"}""";
        var events = Enumerable.Range(0, scene.Sink.MaxEvents).Select(_ => Of(padded)).ToList();
        events.Sum(e => e.Json.Length).Should().BeInRange(scene.Sink.MaxBytes * 95 / 100, scene.Sink.MaxBytes);

        var outcome = await scene.Sink.DeliverAsync(PubSubScene.Aurora, events, cancellationToken);

        outcome.Should().Be(new DeliveryOutcome.Delivered());
        scene.Server.Publishes.Should().ContainSingle().Which.Messages.Should().HaveCount(scene.Sink.MaxEvents);
    }

    [TestCase("no JSON")]
    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("""{"event_type":"sync","schema_version":"one"}""")]
    [TestCase("""{"event_type":7,"schema_version":1}""")]
    [TestCase("""{"event_type":null,"schema_version":1}""")]
    public async Task What_is_no_event_is_told_to_the_outbox_and_not_sent(string json, CancellationToken cancellationToken)
    {
        await using var scene = await PubSubScene.StartAsync(transport);

        var outcome = await scene.Sink.DeliverAsync(PubSubScene.Aurora, [Written(EventType.Sync), Of(json)], cancellationToken);

        outcome.Should().BeOfType<DeliveryOutcome.Rejected>();
        scene.Server.Publishes.Should().BeEmpty();
    }

    [Test]
    public async Task Another_tenants_event_is_not_published_under_this_ones_name(CancellationToken cancellationToken)
    {
        await using var scene = await PubSubScene.StartAsync(transport);
        var foreign = Written(EventType.ToolCall) with { Tenant = TenantId.Parse("borealis") };

        await scene.Sink.Invoking(s => s.DeliverAsync(PubSubScene.Aurora, [Written(EventType.ToolCall), foreign], cancellationToken)).Should().ThrowAsync<ArgumentException>();

        scene.Server.Publishes.Should().BeEmpty();
    }

    [Test]
    public async Task What_the_server_says_reaches_the_outbox(CancellationToken cancellationToken)
    {
        await using var scene = await PubSubScene.StartAsync(transport);
        scene.Server.Faults.FailPublishes(1, StatusCode.PermissionDenied);

        (await scene.Sink.DeliverAsync(PubSubScene.Aurora, [Written(EventType.ToolCall)], cancellationToken))
            .Should().BeOfType<DeliveryOutcome.Misconfigured>().Which.Reason.Should().Contain("Pub/Sub Publisher");
    }

    private static OutboxEvent Written(EventType type)
    {
        var id = new EventId(Guid.CreateVersion7(s_now.ToDateTimeOffset()));
        return Of("") with { Id = id, Json = UsageEventJson.Write(new UsageEvent { Id = id, Type = type, OccurredAt = s_now, Tenant = PubSubScene.Aurora.Tenant }) };
    }

    private static OutboxEvent Of(string json) => new(
        new EventId(Guid.CreateVersion7(s_now.ToDateTimeOffset())), EventLane.Usage, PubSubScene.Aurora.Tenant, PubSubScene.Aurora.Key, s_now, Encoding.UTF8.GetBytes(json));
}
