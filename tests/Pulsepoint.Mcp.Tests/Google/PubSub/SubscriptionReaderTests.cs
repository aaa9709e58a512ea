using System.Globalization;
using System.Text;
using FluentAssertions;
using Grpc.Core;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Google.PubSub;

namespace Pulsepoint.Mcp.Tests.Google.PubSub;

[CancelAfter(30_000)]
internal sealed class SubscriptionReaderTests
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(10);

    [Test]
    public async Task A_published_event_is_read_as_it_was_sent(CancellationToken cancellationToken)
    {
        await using var scene = await PubSubScene.StartAsync();
        var sent = Events.One("""{"rows":7}""");
        await scene.Publisher.PublishAsync(PubSubScene.Aurora, [sent], cancellationToken);

        await using var messages = scene.ReadAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        var received = await NextAsync(messages);

        Text(received).Should().Be("""{"rows":7}""");
        received.Attributes["event_id"].Should().Be(sent.Id.ToString());
    }

    [Test]
    public async Task A_message_that_is_done_with_does_not_come_again(CancellationToken cancellationToken)
    {
        var time = new FakeTimeProvider();
        await using var scene = await PubSubScene.StartAsync(serverTime: time);
        await using var messages = scene.ReadAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        Publish(scene, "first");

        var isTaken = await (await NextAsync(messages)).AckAsync(cancellationToken);
        time.Advance(s_deadline);
        Publish(scene, "second");

        isTaken.Should().BeTrue();
        Text(await NextAsync(messages)).Should().Be("second");
    }

    [Test]
    public async Task A_message_without_an_answer_comes_again_after_its_deadline(CancellationToken cancellationToken)
    {
        var time = new FakeTimeProvider();
        await using var scene = await PubSubScene.StartAsync(serverTime: time);
        await using var messages = scene.ReadAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        Publish(scene, "alert");

        var first = await NextAsync(messages);
        time.Advance(s_deadline);

        (await NextAsync(messages)).MessageId.Should().Be(first.MessageId);
    }

    [TestCase(StatusCode.OK)]
    [TestCase(StatusCode.Cancelled)]
    [TestCase(StatusCode.Unknown)]
    [TestCase(StatusCode.DeadlineExceeded)]
    [TestCase(StatusCode.ResourceExhausted)]
    [TestCase(StatusCode.Aborted)]
    [TestCase(StatusCode.Internal)]
    [TestCase(StatusCode.Unavailable)]
    public async Task A_stream_that_the_server_ends_is_opened_again_at_once(StatusCode code, CancellationToken cancellationToken)
    {
        // Our side's clock stands still: what waited for any time would wait for ever.
        await using var scene = await PubSubScene.StartAsync(clientTime: new FakeTimeProvider());
        await using var messages = scene.ReadAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        Publish(scene, "before");
        await NextAsync(messages);

        scene.Server.Faults.CloseStreams(code);
        Publish(scene, "after");

        Text(await NextAsync(messages)).Should().Be("after");
        scene.Server.StreamsOpened.Should().Be(2);
    }

    [Test]
    public async Task An_answer_outlives_the_stream_that_its_message_came_on(CancellationToken cancellationToken)
    {
        await using var scene = await PubSubScene.StartAsync(serverTime: new FakeTimeProvider());
        await using var messages = scene.ReadAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        Publish(scene, "alert");
        var received = await NextAsync(messages);

        scene.Server.Faults.CloseStreams(StatusCode.Unavailable);
        var isTaken = await received.AckAsync(cancellationToken);

        isTaken.Should().BeTrue();
        (scene.Server.Waiting(PubSubScene.Subscription) + scene.Server.Leased(PubSubScene.Subscription)).Should().Be(0);
    }

    [Test]
    public async Task Faults_in_the_middle_of_streams_lose_nothing(CancellationToken cancellationToken)
    {
        const int Count = 400;
        const int AtOnce = 40;
        var time = new FakeTimeProvider();
        await using var scene = await PubSubScene.StartAsync(serverTime: time);
        var published = 0;
        PublishMore();

        var seen = new HashSet<string>();
        var received = 0;
        await foreach (var message in scene.ReadAsync(cancellationToken))
        {
            seen.Add(Text(message));
            await message.AckAsync(cancellationToken);
            if (++received % 25 == 0)
            {
                // What was on its way when the stream broke comes again after its deadline.
                scene.Server.Faults.CloseStreams(StatusCode.Unavailable);
                time.Advance(s_deadline);
                PublishMore();
            }

            if (seen.Count == Count)
                break;
        }

        seen.Should().HaveCount(Count);
        scene.Server.StreamsOpened.Should().BeGreaterThan(1);

        // Some at a time, so that streams break with messages before and behind.
        void PublishMore()
        {
            for (var end = Math.Min(published + AtOnce, Count); published < end; published++)
                Publish(scene, published.ToString(CultureInfo.InvariantCulture));
        }
    }

    [Test]
    public async Task An_answer_that_was_not_taken_is_told(CancellationToken cancellationToken)
    {
        await using var scene = await PubSubScene.StartAsync();
        await using var messages = scene.ReadAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        Publish(scene, "alert");
        scene.Server.Faults.FailAnswers(1, StatusCode.Unavailable);

        (await (await NextAsync(messages)).AckAsync(cancellationToken)).Should().BeFalse();

        scene.Server.Leased(PubSubScene.Subscription).Should().Be(1, "it will come again");
    }

    [Test]
    public async Task A_slow_reader_is_not_given_everything_at_once(CancellationToken cancellationToken)
    {
        await using var scene = await PubSubScene.StartAsync(serverTime: new FakeTimeProvider());
        for (var i = 0; i < 3; i++)
            scene.Server.Publish(PubSubScene.Topic, Enumerable.Repeat((ReadOnlyMemory<byte>)new byte[] { 1 }, 350));

        await using var messages = scene.ReadAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        await NextAsync(messages);

        scene.Server.Leased(PubSubScene.Subscription).Should().Be(1_000);
        scene.Server.Waiting(PubSubScene.Subscription).Should().Be(50);
    }

    [Test]
    public async Task A_subscription_that_does_not_exist_is_named(CancellationToken cancellationToken)
    {
        await using var scene = await PubSubScene.StartAsync();
        await using var messages = scene.ReadAsync(cancellationToken, "projects/acme/subscriptions/nowhere").GetAsyncEnumerator(cancellationToken);

        (await messages.Invoking(m => m.MoveNextAsync().AsTask()).Should().ThrowAsync<RefusalException>())
            .WithMessage("The subscription projects/acme/subscriptions/nowhere does not exist.");
    }

    [TestCase(StatusCode.PermissionDenied)]
    [TestCase(StatusCode.Unauthenticated)]
    [TestCase(StatusCode.InvalidArgument)]
    [TestCase(StatusCode.FailedPrecondition)]
    [TestCase(StatusCode.Unimplemented)]
    public async Task What_another_stream_would_not_mend_ends_the_reading(StatusCode code, CancellationToken cancellationToken)
    {
        await using var scene = await PubSubScene.StartAsync();
        scene.Server.Faults.FailStreams(1, code);
        await using var messages = scene.ReadAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);

        (await messages.Invoking(m => m.MoveNextAsync().AsTask()).Should().ThrowAsync<RefusalException>()).Which.Code.Should().Be(RefusalCode.SourceUnavailable);
        scene.Server.StreamsOpened.Should().Be(1);
    }

    [Test]
    public async Task Without_credentials_Google_is_not_asked(CancellationToken cancellationToken)
    {
        await using var scene = await PubSubScene.StartAsync(tokens: new FixedToken(null));
        await using var messages = scene.ReadAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);

        await messages.Invoking(m => m.MoveNextAsync().AsTask()).Should().ThrowAsync<RefusalException>().WithMessage("*no credentials*");

        scene.Server.StreamsOpened.Should().Be(0);
    }

    [Test]
    public async Task A_reader_who_gives_up_is_let_go(CancellationToken cancellationToken)
    {
        await using var scene = await PubSubScene.StartAsync();
        using var reader = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var messages = scene.ReadAsync(reader.Token).GetAsyncEnumerator(reader.Token);
        Publish(scene, "alert");
        await (await NextAsync(messages)).AckAsync(cancellationToken);

        var waiting = messages.MoveNextAsync().AsTask();
        await reader.CancelAsync();

        await waiting.Invoking(w => w).Should().ThrowAsync<OperationCanceledException>();
    }

    [TestCase(9)]
    [TestCase(61)]
    public async Task A_deadline_that_fits_no_alert_is_refused(int seconds, CancellationToken cancellationToken)
    {
        await using var scene = await PubSubScene.StartAsync();

        scene.Invoking(s => s.Reader.ReadAsync(PubSubScene.Aurora, ResourceName<Subscription>.Parse(PubSubScene.Subscription), Duration.FromSeconds(seconds), cancellationToken))
            .Should().Throw<ArgumentOutOfRangeException>();
    }

    private static void Publish(PubSubScene scene, string text) => scene.Server.Publish(PubSubScene.Topic, Encoding.UTF8.GetBytes(text));

    private static async Task<ReceivedEvent> NextAsync(IAsyncEnumerator<ReceivedEvent> messages) =>
        await messages.MoveNextAsync() ? messages.Current : throw new InvalidOperationException("Reading has ended.");

    private static string Text(ReceivedEvent message) => Encoding.UTF8.GetString(message.Data.Span);
}
