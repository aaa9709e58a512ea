using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Outbox;
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
        var listed = (await aurora.Administration.LeftAsync(CancellationToken.None)).Should().ContainSingle().Subject;
        (listed.Tenant, listed.Key, listed.Events).Should().Be((s_revoked.Tenant, s_revoked.Key, 3));
        var imported = await aurora.Administration.ReadLeftAsync(s_revoked.Tenant, s_revoked.Key, 10, CancellationToken.None);
        imported.Select(e => e.Id).Should().Equal(left);
        (await aurora.Administration.ForgetAsync(s_revoked.Tenant, s_revoked.Key, left, CancellationToken.None)).Should().Be(3);
        (await aurora.StatusAsync()).Events.Should().Be(0);
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

        (await borealis.Administration.LeftAsync(CancellationToken.None)).Should().BeEmpty();
    }

    [Test]
    public async Task What_a_key_left_for_more_than_thirty_days_is_overdue()
    {
        var aurora = User(Aurora, new ScriptedSink("postgres"));
        await aurora.KeepAsync(2);
        var borealis = User(Borealis, new ScriptedSink("postgres"));
        (await borealis.StatusAsync()).Overdue.Should().BeEmpty();

        Tamper("update events set created = created - 31 * 86400000");

        (await borealis.StatusAsync()).Overdue.Should().ContainSingle().Which.Events.Should().Be(2);
    }
}
