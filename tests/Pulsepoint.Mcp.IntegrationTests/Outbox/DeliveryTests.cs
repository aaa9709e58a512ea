using System.Diagnostics;
using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Outbox;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Outbox;

namespace Pulsepoint.Mcp.IntegrationTests.Outbox;

internal sealed class DeliveryTests : OutboxFixture
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    [Test]
    public async Task A_sink_that_is_down_for_the_whole_run_holds_no_other_up()
    {
        var (down, up) = (new ScriptedSink("pubsub"), new ScriptedSink("postgres"));
        down.AnswerWith(new DeliveryOutcome.Retry("It is down."));
        var user = User(Aurora, down, up);

        var ids = await user.KeepAsync(30);
        (await user.FlushAsync()).Should().Be(30);
        var status = await user.StatusAsync();

        up.Taken.Select(t => t.Event.Id).Should().Equal(ids);
        down.Taken.Should().BeEmpty();
        status.Events.Should().Be(30);
        status.Sinks.Should().ContainSingle(s => s.Sink == "pubsub").Which.Should().Match<SinkStatus>(s => s.Waiting == 30 && s.Attempts == 1 && s.LastError == "It is down.");
    }

    [Test]
    public async Task When_it_is_up_again_it_gets_everything_and_the_outbox_is_empty()
    {
        var (late, prompt) = (new ScriptedSink("pubsub") { MaxEvents = 7 }, new ScriptedSink("postgres"));
        var answer = late.Answer;
        late.AnswerWith(new DeliveryOutcome.Retry("It is down."));
        var user = User(Aurora, late, prompt);
        var ids = await user.KeepAsync(30);
        await user.FlushAsync();

        late.Answer = answer;
        (await user.FlushAsync()).Should().Be(0);

        late.Taken.Select(t => t.Event.Id).Should().Equal(ids);
        prompt.Taken.Should().HaveCount(30);
        late.Calls.Should().OnlyContain(c => c <= 7);
        var status = await user.StatusAsync();
        status.Events.Should().Be(0);
        status.Sinks.Should().HaveCount(2).And.OnlyContain(s => s.LastError == null && s.Waiting == 0);
    }

    [Test]
    public async Task A_sink_that_throws_is_tried_again_and_its_words_are_not_kept()
    {
        var sink = new ScriptedSink("postgres") { Answer = (_, _) => throw new InvalidOperationException("the question was: who") };
        var user = User(Aurora, sink);
        await user.KeepAsync(2);

        (await user.FlushAsync()).Should().Be(2);

        (await user.StatusAsync()).Sinks.Single().LastError.Should().Be("It failed (InvalidOperationException).");
    }

    [Test]
    public async Task A_sink_that_is_refused_says_so_in_the_words_of_the_refusal()
    {
        var sink = new ScriptedSink("pubsub") { Answer = (_, _) => throw Refusal.SourceUnavailable("Nobody answered the request for a token.", "Start pulsepoint-mcp worker --tokens.") };
        var user = User(Aurora, sink);
        await user.KeepAsync(2);

        (await user.FlushAsync()).Should().Be(2);

        (await user.StatusAsync()).Sinks.Single().LastError.Should().Be("Nobody answered the request for a token. Start pulsepoint-mcp worker --tokens.");
    }

    [Test]
    public async Task The_one_poison_event_is_found_and_set_aside()
    {
        var (strict, easy) = (new ScriptedSink("pubsub"), new ScriptedSink("postgres"));
        var user = User(Aurora, strict, easy);
        var ids = await user.KeepAsync(100);
        var poison = ids[61];
        strict.Answer = (events, _) => Task.FromResult<DeliveryOutcome>(
            events.Any(e => e.Id == poison) ? new DeliveryOutcome.Rejected("It is too long.") : new DeliveryOutcome.Delivered());

        (await user.FlushAsync()).Should().Be(0);

        strict.Taken.Select(t => t.Event.Id).Should().Equal(ids.Where(id => id != poison));
        strict.Calls.Count.Should().BeLessThan(20);
        easy.Taken.Should().HaveCount(100);
        var dead = (await user.Administration.DeadAsync(CancellationToken.None)).Should().ContainSingle().Subject;
        (dead.Id, dead.Sink, dead.Reason, dead.LastError, dead.Attempts).Should().Be((poison, "pubsub", "rejected", "It is too long.", 1));
    }

    [Test]
    public async Task Dead_events_are_delivered_again_or_given_up_when_somebody_says_so()
    {
        var sink = new ScriptedSink("postgres");
        var answer = sink.Answer;
        sink.AnswerWith(new DeliveryOutcome.Rejected("Never."));
        var user = User(Aurora, sink);
        var ids = await user.KeepAsync(3);
        await user.FlushAsync();
        (await user.StatusAsync()).Sinks.Single().Dead.Should().Be(3);

        sink.Answer = answer;
        (await user.Administration.RequeueAsync([ids[0]], CancellationToken.None)).Should().Be(1);
        (await user.Administration.PurgeAsync([ids[1]], CancellationToken.None)).Should().Be(1);
        await user.FlushAsync();

        sink.Taken.Select(t => t.Event.Id).Should().Equal(ids[0]);
        (await user.Administration.DeadAsync(CancellationToken.None)).Select(d => d.Id).Should().Equal(ids[2]);
        (await user.Administration.PurgeAsync(null, CancellationToken.None)).Should().Be(1);
        (await user.StatusAsync()).Events.Should().Be(0);
    }

    [Test]
    public async Task Of_two_processes_with_one_key_one_delivers_until_it_ends()
    {
        var (one, other) = (new ScriptedSink("postgres"), new ScriptedSink("postgres"));
        var (first, second) = (User(Aurora, one), User(Aurora, other));
        await first.KeepAsync(250);

        await first.FlushAsync();
        await Task.WhenAll(first.FlushAsync(), second.FlushAsync());
        await second.KeepAsync(50);
        await Task.WhenAll(second.FlushAsync(), first.FlushAsync());
        other.Calls.Should().BeEmpty();
        one.Taken.Select(t => t.Event.Id).Should().HaveCount(300).And.OnlyHaveUniqueItems();

        await first.DisposeAsync();
        await second.KeepAsync(5);
        await second.FlushAsync();
        other.Taken.Should().HaveCount(5);
    }

    [Test]
    public async Task A_dead_process_lease_ends_by_itself()
    {
        var clock = new SetClock();
        var sink = new ScriptedSink("postgres");
        var user = User(Aurora, clock, sink);
        await user.KeepAsync(3);
        Tamper($"update deliveries set lease_owner = x'00', lease_until = {clock.GetUtcNow().AddSeconds(30).ToUnixTimeMilliseconds()} where seq <= 2");

        await user.FlushAsync();
        sink.Taken.Should().HaveCount(1);

        clock.Shift = TimeSpan.FromSeconds(31);
        await user.FlushAsync();
        sink.Taken.Should().HaveCount(3);
    }

    [TestCase(-1)]
    [TestCase(-400)]
    public async Task A_clock_that_goes_back_holds_nothing_up(int days)
    {
        var clock = new SetClock();
        var sink = new ScriptedSink("postgres");
        var first = User(Aurora, clock, sink);
        await first.KeepAsync(3);
        sink.AnswerWith(new DeliveryOutcome.Retry("Later.", NodaTime.Duration.FromMinutes(9)));
        await first.FlushAsync();
        await first.DisposeAsync();
        Tamper($"update deliveries set lease_owner = x'00', lease_until = {clock.GetUtcNow().AddSeconds(30).ToUnixTimeMilliseconds()}");

        clock.Shift = TimeSpan.FromDays(days);
        var up = new ScriptedSink("postgres");
        var second = User(Aurora, new OutboxOptions { LookEvery = TimeSpan.FromMilliseconds(20) }, clock, up);
        using var stop = new CancellationTokenSource();
        var delivering = second.Delivery.RunAsync(Aurora, stop.Token);
        await up.Called.WaitAsync(s_patience);
        await stop.CancelAsync();
        await delivering;
        await second.FlushAsync();

        up.Taken.Should().HaveCount(3);
    }

    [Test]
    public async Task A_process_goes_on_with_the_wait_of_the_one_before()
    {
        var down = new ScriptedSink("postgres");
        down.AnswerWith(new DeliveryOutcome.Retry("Later.", NodaTime.Duration.FromMinutes(5)));
        var first = User(Aurora, down);
        await first.KeepAsync(1);
        await first.FlushAsync();
        await first.DisposeAsync();

        var (waiting, other) = (new ScriptedSink("postgres"), new ScriptedSink("pubsub"));
        var second = User(Aurora, new OutboxOptions { LookEvery = TimeSpan.FromMilliseconds(20) }, TimeProvider.System, waiting, other);
        using var stop = new CancellationTokenSource();
        var delivering = second.Delivery.RunAsync(Aurora, stop.Token);
        await second.KeepAsync(1);
        await other.Called.WaitAsync(s_patience);
        await stop.CancelAsync();
        await delivering;

        waiting.Calls.Should().BeEmpty();
    }

    [Test]
    public async Task A_sink_that_has_to_be_set_right_keeps_everything_and_is_not_asked_again_soon()
    {
        var (wrong, other) = (new ScriptedSink("pubsub"), new ScriptedSink("postgres"));
        wrong.AnswerWith(new DeliveryOutcome.Misconfigured("There is no such topic."));
        var user = User(Aurora, new OutboxOptions { LookEvery = TimeSpan.FromMilliseconds(20) }, TimeProvider.System, wrong, other);
        await user.KeepAsync(3);
        await user.FlushAsync();
        using var stop = new CancellationTokenSource();
        var delivering = user.Delivery.RunAsync(Aurora, stop.Token);

        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        other.Answer = (_, _) =>
        {
            asked.TrySetResult();
            return Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Delivered());
        };
        await user.KeepAsync(3);
        await asked.Task.WaitAsync(s_patience);
        await stop.CancelAsync();
        await delivering;

        wrong.Calls.Should().Equal(3);
        var status = (await user.StatusAsync()).Sinks.Single(s => s.Sink == "pubsub");
        (status.Waiting, status.Dead, status.LastError).Should().Be((6, 0, "There is no such topic."));
    }

    [Test]
    public async Task A_sink_that_hangs_does_not_keep_a_process_from_ending()
    {
        var (hanging, prompt) = (new ScriptedSink("pubsub"), new ScriptedSink("postgres"));
        hanging.Answer = (_, _) => new TaskCompletionSource<DeliveryOutcome>().Task;
        var first = User(Aurora, hanging, prompt);
        var ids = await first.KeepAsync(4);

        var since = Stopwatch.GetTimestamp();
        (await first.Delivery.FlushAsync(Aurora, TimeSpan.FromMilliseconds(500), CancellationToken.None)).Should().BeNull();

        Stopwatch.GetElapsedTime(since).Should().BeLessThan(TimeSpan.FromSeconds(2));
        prompt.Taken.Should().HaveCount(4);
        await first.DisposeAsync();
        var next = new ScriptedSink("pubsub");
        await User(Aurora, next).FlushAsync();
        next.Taken.Select(t => t.Event.Id).Should().Equal(ids, because: "the leases were given back");
    }

    [Test]
    public async Task An_event_is_delivered_as_soon_as_it_is_kept()
    {
        var sink = new ScriptedSink("postgres");
        var user = User(Aurora, new OutboxOptions { LookEvery = TimeSpan.FromHours(1) }, TimeProvider.System, sink);
        using var stop = new CancellationTokenSource();
        var delivering = user.Delivery.RunAsync(Aurora, stop.Token);

        await user.KeepAsync(1);
        await sink.Called.WaitAsync(s_patience);

        await stop.CancelAsync();
        await delivering;
        sink.Calls.Should().Equal(1);
    }

    [Test]
    public async Task A_batch_is_as_large_as_the_sink_takes_and_a_larger_event_comes_alone()
    {
        var sink = new ScriptedSink("postgres") { MaxBytes = 5000 };
        var user = User(Aurora, sink);
        await user.KeepAsync(4, characters: 1000);
        await user.KeepAsync(1, characters: 9000);
        await user.KeepAsync(1, characters: 100);

        await user.FlushAsync();

        sink.Calls.Should().Equal(3, 1, 1, 1);
    }
}
