using System.Text;
using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Outbox;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Core.Usage;
using Pulsepoint.Mcp.Outbox;

namespace Pulsepoint.Mcp.IntegrationTests.Outbox;

internal sealed class StoreTests : OutboxFixture
{
    [Test]
    public async Task Nothing_is_written_before_the_first_event()
    {
        var user = User(Aurora, new ScriptedSink("postgres"));
        using var stop = new CancellationTokenSource();
        var delivering = user.Delivery.RunAsync(Aurora, stop.Token);

        (await user.FlushAsync()).Should().Be(0);
        (await user.StatusAsync()).Events.Should().Be(0);
        await stop.CancelAsync();
        await delivering;

        Directory.EnumerateFileSystemEntries(State.Root).Should().BeEmpty();
    }

    [Test]
    public async Task Only_the_owner_can_read_what_is_written()
    {
        if (OperatingSystem.IsWindows())
            Assert.Ignore("Its folders have no modes.");

        var user = User(Aurora, new ScriptedSink("postgres"));

        await user.KeepAsync(1);
        await user.FlushAsync();

        Directory.EnumerateFiles(State.Root, "*", SearchOption.AllDirectories).Should().HaveCountGreaterThan(5)
            .And.OnlyContain(file => IsFor(file, UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Directory.EnumerateDirectories(State.Root)
            .Should().OnlyContain(folder => IsFor(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
    }

    [Test]
    public async Task An_id_that_comes_twice_is_kept_once()
    {
        var user = User(Aurora, new ScriptedSink("postgres"), new ScriptedSink("pubsub"));
        var usageEvent = user.Event();

        await user.Outbox.EnqueueAsync(Aurora, usageEvent, EventLane.Audit, CancellationToken.None);
        await user.Outbox.EnqueueAsync(Aurora, usageEvent, EventLane.Audit, CancellationToken.None);

        var status = await user.StatusAsync();
        status.Events.Should().Be(1);
        status.Sinks.Should().HaveCount(2).And.OnlyContain(s => s.Waiting == 1);
    }

    [Test]
    public async Task The_files_show_no_text_of_an_event()
    {
        var sink = new ScriptedSink("postgres");
        var user = User(Aurora, sink);
        await user.Outbox.EnqueueAsync(Aurora, user.Event() with { Question = "who is our dearest customer" }, EventLane.Audit, CancellationToken.None);
        await user.DisposeAsync();

        Encoding.Latin1.GetString(await File.ReadAllBytesAsync(Database)).Should().Contain("aurora").And.NotContain("dearest").And.NotContain("query_metrics");
        await User(Aurora, sink).FlushAsync();
        UsageEventJson.Read(sink.Taken.Single().Event.Json).Question.Should().Be("who is our dearest customer");
    }

    [Test]
    public async Task A_changed_row_is_set_aside_and_the_others_are_delivered()
    {
        var sink = new ScriptedSink("postgres");
        var user = User(Aurora, sink);
        var ids = await user.KeepAsync(3);

        Tamper("update events set lane = 1 where seq = 2");
        (await user.FlushAsync()).Should().Be(0);

        sink.Taken.Select(t => t.Event.Id).Should().Equal(ids[0], ids[2]);
        (await user.Administration.DeadAsync(CancellationToken.None)).Should().ContainSingle().Which.Id.Should().Be(ids[1]);
    }

    [Test]
    public async Task After_a_rotation_every_process_seals_with_the_new_key_and_old_events_still_open()
    {
        var sink = new ScriptedSink("postgres");
        var (one, other) = (User(Aurora, sink), User(Aurora, sink));
        await one.KeepAsync(1);
        await other.KeepAsync(1);

        await one.Administration.RotateKeyAsync(CancellationToken.None);
        await other.KeepAsync(1);

        Tamper("select count(distinct secret) from events").Should().Be(2);
        Tamper("select count(*) from events where secret = (select secret from events order by seq desc limit 1)").Should().Be(1);
        await one.FlushAsync();
        sink.Taken.Should().HaveCount(3);
    }

    [Test]
    public async Task A_key_that_no_event_needs_goes_at_the_next_rotation()
    {
        var user = User(Aurora, new ScriptedSink("postgres"));
        await user.KeepAsync(1);

        await user.Administration.RotateKeyAsync(CancellationToken.None);
        var whileNeeded = Keys();
        await user.FlushAsync();
        await user.Administration.RotateKeyAsync(CancellationToken.None);

        whileNeeded.Should().HaveCount(2);
        Keys().Should().ContainSingle().And.NotIntersectWith(whileNeeded);
    }

    [Test]
    public async Task Without_its_key_file_new_events_are_kept_and_old_ones_wait_for_it()
    {
        var sink = new ScriptedSink("postgres");
        var first = User(Aurora, sink);
        var old = await first.KeepAsync(1);
        await first.DisposeAsync();
        var file = Path.Combine(State.Secrets, "outbox.key");
        var key = await File.ReadAllTextAsync(file);

        await File.WriteAllTextAsync(file, "nonsense\n");
        var second = User(Aurora, sink);
        var fresh = await second.KeepAsync(1);
        await second.FlushAsync();
        sink.Taken.Select(t => t.Event.Id).Should().Equal(fresh);

        await second.DisposeAsync();
        await File.AppendAllTextAsync(file, key);
        var third = User(Aurora, sink);
        (await third.Administration.RequeueAsync(null, CancellationToken.None)).Should().Be(1);
        await third.FlushAsync();
        sink.Taken.Select(t => t.Event.Id).Should().Equal(fresh[0], old[0]);
    }

    [Test]
    public async Task What_cannot_be_written_in_time_is_refused_and_may_be_written_all_the_same()
    {
        var sink = new ScriptedSink("postgres");
        var user = User(Aurora, new OutboxOptions { Patience = TimeSpan.FromMilliseconds(100) }, TimeProvider.System, sink);
        await user.KeepAsync(1);
        var late = user.Event();

        await using (FileLock.TryTake(Path.Combine(State.Outbox, "outbox.gate")))
        {
            var keeping = () => user.Outbox.EnqueueAsync(Aurora, late, EventLane.Audit, CancellationToken.None);
            (await keeping.Should().ThrowAsync<RefusalException>()).Which.Code.Should().Be(RefusalCode.SourceUnavailable);
        }

        await user.KeepAsync(1);
        await user.FlushAsync();
        sink.Taken.Select(t => t.Event.Id).Should().Contain(late.Id);
    }

    [Test]
    public async Task A_file_of_a_later_program_is_refused_and_left_alone()
    {
        var first = User(Aurora, new ScriptedSink("postgres"));
        await first.KeepAsync(2);
        await first.DisposeAsync();
        Tamper("pragma user_version = 99");

        var keeping = () => User(Aurora, new ScriptedSink("postgres")).KeepAsync(1);

        (await keeping.Should().ThrowAsync<RefusalException>()).Which.Message.Should().Contain("later version");
        Tamper("select count(*) from events").Should().Be(2);
    }

    private static bool IsFor(string path, UnixFileMode mode) => OperatingSystem.IsWindows() || File.GetUnixFileMode(path) == mode;

    private string[] Keys() => File.ReadAllLines(Path.Combine(State.Secrets, "outbox.key"));
}
