using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Outbox;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.IntegrationTests.Outbox;

/// <summary>Two keys of two tenants and a revoked one on one machine: nothing is delivered by a key that did not make it.</summary>
internal sealed class TwoKeysTests : OutboxFixture
{
    private static readonly TenantContext s_revoked = Aurora with { Key = new KeyId(Guid.Parse("00000000-0000-4000-8000-0000000000a9")) };

    [Test]
    public async Task Each_key_delivers_what_it_made_and_what_a_revoked_one_left_stays_for_an_administrator()
    {
        var (aurorasSink, borealisSink, refusing) = (new ScriptedSink("postgres"), new ScriptedSink("postgres"), new ScriptedSink("postgres"));
        refusing.AnswerWith(new DeliveryOutcome.Misconfigured("The key is no longer accepted."));
        var (aurora, borealis, revoked) = (User(Aurora, aurorasSink), User(Borealis, borealisSink), User(s_revoked, refusing));
        var left = await revoked.KeepAsync(3);
        var auroras = await aurora.KeepAsync(5);
        var borealises = await borealis.KeepAsync(7);

        (await revoked.FlushAsync()).Should().Be(3);
        await revoked.DisposeAsync();
        (await aurora.FlushAsync()).Should().Be(0);
        (await borealis.FlushAsync()).Should().Be(0);

        aurorasSink.Taken.Select(t => t.Event.Id).Should().Equal(auroras);
        borealisSink.Taken.Select(t => t.Event.Id).Should().Equal(borealises);
        aurorasSink.Taken.Should().OnlyContain(t => t.Deliverer == Aurora.Key && t.Event.Key == Aurora.Key && t.Event.Tenant == Aurora.Tenant);
        borealisSink.Taken.Should().OnlyContain(t => t.Deliverer == Borealis.Key && t.Event.Key == Borealis.Key && t.Event.Tenant == Borealis.Tenant);
        var listed = (await aurora.StatusAsync()).Left.Should().ContainSingle().Subject;
        (listed.Tenant, listed.Key, listed.Events).Should().Be((s_revoked.Tenant, s_revoked.Key, 3));
        var imported = await aurora.Administration.ReadLeftAsync(s_revoked.Tenant, s_revoked.Key, "postgres", 10, CancellationToken.None);
        imported.Select(e => e.Id).Should().Equal(left);
        (await aurora.Administration.SettleAsync(s_revoked.Tenant, s_revoked.Key, "postgres", left, CancellationToken.None)).Should().Be(3);
        var after = await aurora.StatusAsync();
        after.Events.Should().Be(0);
        after.Sinks.Should().OnlyContain(s => s.LastError == null, "what is wrong with a key is of no matter once nothing of it waits");
    }

    [Test]
    public async Task A_row_that_is_given_to_another_key_does_not_open_there()
    {
        var sink = new ScriptedSink("postgres");
        var (aurora, borealis) = (User(Aurora, new ScriptedSink("postgres")), User(Borealis, sink));
        await aurora.KeepAsync(1);
        await aurora.DisposeAsync();

        Tamper("update events set tenant = 'borealis', key_id = x'000000000000400080000000000000b1'");
        Tamper("update deliveries set key_id = x'000000000000400080000000000000b1'");
        await borealis.FlushAsync();

        sink.Taken.Should().BeEmpty();
        (await borealis.Administration.DeadAsync(CancellationToken.None)).Should().ContainSingle().Which.Reason.Should().Be("unreadable");
    }

    [Test]
    public async Task A_key_that_another_process_delivers_for_is_not_listed_as_left()
    {
        var failing = new ScriptedSink("postgres");
        failing.AnswerWith(new DeliveryOutcome.Retry("It is down."));
        var (aurora, borealis) = (User(Aurora, failing), User(Borealis, new ScriptedSink("postgres")));
        await aurora.KeepAsync(1);
        await aurora.FlushAsync();

        (await borealis.StatusAsync()).Left.Should().BeEmpty();
    }

    [Test]
    public async Task Of_a_deleted_organisation_nothing_is_kept_and_of_others_everything()
    {
        var (aurora, borealis) = (User(Aurora, new ScriptedSink("postgres")), User(Borealis, new ScriptedSink("postgres")));
        await aurora.KeepAsync(2);
        await User(s_revoked, new ScriptedSink("postgres")).KeepAsync(1);
        await borealis.KeepAsync(4);

        (await borealis.Administration.ForgetAsync(Aurora.Tenant, key: null, CancellationToken.None)).Should().Be(3);

        (await borealis.StatusAsync()).Events.Should().Be(4);
    }

    [Test]
    public async Task What_waits_for_a_sink_that_was_taken_away_can_be_given_up_without_touching_the_others()
    {
        var down = new ScriptedSink("postgres");
        down.AnswerWith(new DeliveryOutcome.Retry("It is down."));
        var aurora = User(Aurora, down, new ScriptedSink("pubsub"));
        await aurora.KeepAsync(3);

        (await aurora.Administration.DropSinkAsync("pubsub", CancellationToken.None)).Should().Be(3);

        var status = await aurora.StatusAsync();
        status.Events.Should().Be(3);
        status.Sinks.Single(s => s.Sink == "postgres").Waiting.Should().Be(3);
        status.Sinks.Single(s => s.Sink == "pubsub").Waiting.Should().Be(0);
    }

    [Test]
    public async Task What_one_sink_got_by_another_way_still_waits_for_the_others()
    {
        var aurora = User(Aurora, new ScriptedSink("postgres"), new ScriptedSink("pubsub"));
        var kept = await aurora.KeepAsync(3);

        (await aurora.Administration.SettleAsync(Aurora.Tenant, Aurora.Key, "postgres", [kept[0], kept[1]], CancellationToken.None)).Should().Be(2);

        (await aurora.Administration.ReadLeftAsync(Aurora.Tenant, Aurora.Key, "postgres", 10, CancellationToken.None)).Select(e => e.Id).Should().Equal(kept[2]);
        (await aurora.Administration.ReadLeftAsync(Aurora.Tenant, Aurora.Key, "pubsub", 10, CancellationToken.None)).Select(e => e.Id).Should().Equal(kept);
    }

    [Test]
    public async Task What_waits_for_a_sink_that_a_process_delivers_to_cannot_be_given_up()
    {
        var failing = new ScriptedSink("postgres");
        failing.AnswerWith(new DeliveryOutcome.Retry("It is down."));
        var (aurora, borealis) = (User(Aurora, failing), User(Borealis, new ScriptedSink("postgres")));
        await aurora.KeepAsync(1);
        await aurora.FlushAsync();

        var dropping = () => borealis.Administration.DropSinkAsync("postgres", CancellationToken.None);

        (await dropping.Should().ThrowAsync<RefusalException>()).WithMessage("*A process that runs*");
        (await borealis.StatusAsync()).Events.Should().Be(1);
    }

    [Test]
    public async Task An_answer_of_another_process_is_known_while_it_waits_and_only_to_its_own_key()
    {
        var answer = Guid.CreateVersion7();
        var aurora = User(Aurora, new ScriptedSink("postgres"));
        await aurora.Outbox.EnqueueAsync(Aurora, aurora.Event() with { AnswerId = answer }, EventLane.Usage, CancellationToken.None);
        var another = User(Aurora, new ScriptedSink("postgres"));

        (await another.KnowsAsync(Aurora, answer)).Should().BeTrue();
        (await another.KnowsAsync(Aurora, Guid.CreateVersion7())).Should().BeFalse();
        (await another.KnowsAsync(s_revoked, answer)).Should().BeFalse();
        (await another.KnowsAsync(Borealis, answer)).Should().BeFalse();
    }
}
