using System.Text;
using FluentAssertions;
using Grpc.Core;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Outbox;
using Pulsepoint.Mcp.Google.PubSub;

namespace Pulsepoint.Mcp.Tests.Google.PubSub;

/// <summary>Whichever way events go, the same comes of it.</summary>
[TestFixture(PubSubTransport.Grpc)]
[TestFixture(PubSubTransport.Rest)]
[CancelAfter(30_000)]
internal sealed class EventPublisherTests(PubSubTransport transport)
{
    private const int LargestRequest = 10_000_000;

    [Test]
    public async Task An_event_arrives_with_its_attributes_and_without_an_ordering_key(CancellationToken cancellationToken)
    {
        await using var scene = await PubSubScene.StartAsync(transport);
        var sent = Events.One("""{"event_type":"feedback"}""") with { Type = "feedback", SchemaVersion = 3 };

        var outcome = await scene.Publisher.PublishAsync(PubSubScene.Aurora, [sent], cancellationToken);

        outcome.Should().Be(new DeliveryOutcome.Delivered());
        var seen = scene.Server.Publishes.Should().ContainSingle().Which;
        seen.Topic.Should().Be(PubSubScene.Topic);
        seen.Authorization.Should().BeNull("emulators are shown no credentials");
        var message = seen.Messages.Should().ContainSingle().Which;
        Encoding.UTF8.GetString(message.Data.Span).Should().Be("""{"event_type":"feedback"}""");
        message.OrderingKey.Should().BeEmpty();
        message.Attributes.Should().BeEquivalentTo(new Dictionary<string, string>
        {
            ["event_id"] = sent.Id.ToString(),
            ["tenant"] = "aurora",
            ["type"] = "feedback",
            ["schema_version"] = "3",
        });
    }

    [TestCase(StatusCode.Cancelled, typeof(DeliveryOutcome.Retry))]
    [TestCase(StatusCode.Unknown, typeof(DeliveryOutcome.Retry))]
    [TestCase(StatusCode.DeadlineExceeded, typeof(DeliveryOutcome.Retry))]
    [TestCase(StatusCode.ResourceExhausted, typeof(DeliveryOutcome.Retry))]
    [TestCase(StatusCode.Aborted, typeof(DeliveryOutcome.Retry))]
    [TestCase(StatusCode.Internal, typeof(DeliveryOutcome.Retry))]
    [TestCase(StatusCode.Unavailable, typeof(DeliveryOutcome.Retry))]
    [TestCase(StatusCode.InvalidArgument, typeof(DeliveryOutcome.Rejected))]
    [TestCase(StatusCode.FailedPrecondition, typeof(DeliveryOutcome.Rejected))]
    [TestCase(StatusCode.NotFound, typeof(DeliveryOutcome.Misconfigured))]
    [TestCase(StatusCode.PermissionDenied, typeof(DeliveryOutcome.Misconfigured))]
    [TestCase(StatusCode.Unauthenticated, typeof(DeliveryOutcome.Misconfigured))]
    public async Task A_code_means_the_same_over_both_transports(StatusCode code, Type meaning, CancellationToken cancellationToken)
    {
        await using var scene = await PubSubScene.StartAsync(transport);
        scene.Server.Faults.FailPublishes(1, code);

        var failed = await scene.Publisher.PublishAsync(PubSubScene.Aurora, Events.Many(2), cancellationToken);
        var repeated = await scene.Publisher.PublishAsync(PubSubScene.Aurora, Events.Many(2), cancellationToken);

        failed.Should().BeOfType(meaning);
        failed.ToString().Should().Contain(PubSubScene.Topic).And.NotContain("As the test wants it", "a server's message may repeat what was sent");
        repeated.Should().Be(new DeliveryOutcome.Delivered());
    }

    [Test]
    public async Task One_event_more_than_a_request_holds_goes_in_a_second(CancellationToken cancellationToken)
    {
        await using var scene = await PubSubScene.StartAsync(transport);
        var events = Events.Many(1_001);

        var outcome = await scene.Publisher.PublishAsync(PubSubScene.Aurora, events, cancellationToken);

        outcome.Should().Be(new DeliveryOutcome.Delivered());
        scene.Server.Publishes.Select(p => p.Messages.Count).Should().Equal(1_000, 1);
        Arrived(scene).Should().Equal(events.Select(e => e.Id));
    }

    [Test]
    public async Task Large_events_are_split_into_requests_that_are_taken(CancellationToken cancellationToken)
    {
        await using var scene = await PubSubScene.StartAsync(transport);
        var events = Enumerable.Range(0, 20).Select(_ => Events.OfSize(1024 * 1024)).ToList();

        var outcome = await scene.Publisher.PublishAsync(PubSubScene.Aurora, events, cancellationToken);

        outcome.Should().Be(new DeliveryOutcome.Delivered());
        scene.Server.Publishes.Should().HaveCountGreaterThan(1).And.OnlyContain(p => p.Bytes <= LargestRequest);
        Arrived(scene).Should().Equal(events.Select(e => e.Id));
    }

    [Test]
    public async Task An_event_that_no_request_can_hold_is_refused_before_anything_is_sent(CancellationToken cancellationToken)
    {
        await using var scene = await PubSubScene.StartAsync(transport);

        var outcome = await scene.Publisher.PublishAsync(PubSubScene.Aurora, [Events.One(), Events.OfSize(9 * 1024 * 1024)], cancellationToken);

        outcome.Should().BeOfType<DeliveryOutcome.Rejected>().Which.Reason.Should().Contain("larger than");
        scene.Server.Publishes.Should().BeEmpty();
    }

    [Test]
    public async Task A_fault_in_the_middle_loses_nothing_when_all_are_sent_again(CancellationToken cancellationToken)
    {
        await using var scene = await PubSubScene.StartAsync(transport);
        var events = Events.Many(2_500);
        scene.Server.Faults.FailPublishes(1, StatusCode.OK);
        scene.Server.Faults.FailPublishes(1, StatusCode.Unavailable);

        var first = await scene.Publisher.PublishAsync(PubSubScene.Aurora, events, cancellationToken);
        var arrivedAtFirst = Arrived(scene).ToList();
        var second = await scene.Publisher.PublishAsync(PubSubScene.Aurora, events, cancellationToken);

        first.Should().BeOfType<DeliveryOutcome.Retry>();
        arrivedAtFirst.Should().HaveCount(1_000);
        second.Should().Be(new DeliveryOutcome.Delivered());
        Arrived(scene).ToHashSet().Should().BeEquivalentTo(events.Select(e => e.Id));
    }

    [Test]
    public async Task Nothing_to_publish_asks_nobody(CancellationToken cancellationToken)
    {
        await using var scene = await PubSubScene.StartAsync(transport);

        (await scene.Publisher.PublishAsync(PubSubScene.Aurora, [], cancellationToken)).Should().Be(new DeliveryOutcome.Delivered());

        scene.Server.Publishes.Should().BeEmpty();
    }

    [Test]
    public async Task A_topic_that_does_not_exist_is_a_wrong_setting(CancellationToken cancellationToken)
    {
        await using var scene = await PubSubScene.StartAsync(transport);

        var outcome = await scene.Publisher.PublishAsync(Testing.Contexts.Of("borealis"), [Events.One()], cancellationToken);

        outcome.Should().BeOfType<DeliveryOutcome.Misconfigured>().Which.Reason
            .Should().Contain("projects/acme/topics/pulsepoint-borealis").And.Contain("PULSEPOINT_PUBSUB_TOPIC");
    }

    [Test]
    public async Task Without_credentials_Google_is_not_asked(CancellationToken cancellationToken)
    {
        await using var scene = await PubSubScene.StartAsync(transport, tokens: new FixedToken(null));

        var outcome = await scene.Publisher.PublishAsync(PubSubScene.Aurora, [Events.One()], cancellationToken);

        outcome.Should().BeOfType<DeliveryOutcome.Misconfigured>().Which.Reason.Should().Contain("no credentials").And.Contain("PUBSUB_EMULATOR_HOST");
        scene.Server.Publishes.Should().BeEmpty();
    }

    [Test]
    public async Task Credentials_are_shown_to_who_asks_for_them(CancellationToken cancellationToken)
    {
        await using var scene = await PubSubScene.StartAsync(transport, tokens: new FixedToken("t0ken"));

        await scene.Publisher.PublishAsync(PubSubScene.Aurora, [Events.One()], cancellationToken);

        scene.Server.Publishes.Should().ContainSingle().Which.Authorization.Should().Be("Bearer t0ken");
    }

    [Test]
    public async Task A_token_that_was_taken_back_is_replaced_once(CancellationToken cancellationToken)
    {
        await using var scene = await PubSubScene.StartAsync(transport, tokens: new NumberedTokens());
        scene.Server.Faults.FailPublishes(1, StatusCode.Unauthenticated);

        var renewed = await scene.Publisher.PublishAsync(PubSubScene.Aurora, [Events.One()], cancellationToken);
        scene.Server.Faults.FailPublishes(2, StatusCode.Unauthenticated);
        var refused = await scene.Publisher.PublishAsync(PubSubScene.Aurora, [Events.One()], cancellationToken);

        renewed.Should().Be(new DeliveryOutcome.Delivered());
        refused.Should().BeOfType<DeliveryOutcome.Misconfigured>();
        scene.Server.Publishes.Should().ContainSingle().Which.Authorization.Should().Be("Bearer t0ken2");
    }

    [Test]
    public async Task Where_no_other_token_is_to_be_had_it_is_told_what_Google_said(CancellationToken cancellationToken)
    {
        await using var scene = await PubSubScene.StartAsync(transport, tokens: new NumberedTokens(most: 1));
        scene.Server.Faults.FailPublishes(1, StatusCode.Unauthenticated);

        var outcome = await scene.Publisher.PublishAsync(PubSubScene.Aurora, [Events.One()], cancellationToken);

        outcome.Should().BeOfType<DeliveryOutcome.Misconfigured>().Which.Reason.Should().Contain("does not accept the credentials");
    }

    [Test]
    public async Task A_server_that_is_not_there_is_asked_again_later(CancellationToken cancellationToken)
    {
        await using var scene = await PubSubScene.StartAsync(transport);
        await scene.Server.DisposeAsync();

        var outcome = await scene.Publisher.PublishAsync(PubSubScene.Aurora, [Events.One()], cancellationToken);

        outcome.Should().BeOfType<DeliveryOutcome.Retry>();
    }

    [Test]
    public async Task A_caller_who_gives_up_is_let_go(CancellationToken cancellationToken)
    {
        var never = new TaskCompletionSource();
        await using var scene = await PubSubScene.StartAsync(transport);
        scene.Server.Faults.Delay = never.Task;
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

        var publishing = scene.Publisher.PublishAsync(PubSubScene.Aurora, [Events.One()], caller.Token);
        await caller.CancelAsync();

        await publishing.Invoking(p => p).Should().ThrowAsync<OperationCanceledException>();
    }

    private static IEnumerable<Guid> Arrived(PubSubScene scene) =>
        scene.Server.Publishes.SelectMany(p => p.Messages).Select(m => Guid.Parse(m.Attributes["event_id"]));
}
