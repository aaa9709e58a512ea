using System.Diagnostics;
using System.Text.Json;
using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Outbox;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Usage;
using Pulsepoint.Mcp.Outbox;

namespace Pulsepoint.Mcp.IntegrationTests.Outbox;

internal sealed class RoomTests : OutboxFixture
{
    private static readonly OutboxOptions s_small = new() { HardCapBytes = 1 << 20, HeadRoomBytes = 1 << 19 };

    [Test]
    public async Task At_the_cap_the_oldest_usage_goes_and_one_event_says_how_much()
    {
        var sink = new ScriptedSink("postgres");
        var user = User(Aurora, s_small, TimeProvider.System, sink);

        var audit = await user.KeepAsync(50, EventLane.Audit, characters: 2000);
        var usage = await user.KeepAsync(800, EventLane.Usage, characters: 2000);
        var status = await user.StatusAsync();
        await user.FlushAsync();

        status.UsedBytes.Should().BeLessThan(status.HardCapBytes + 100_000);
        var arrived = sink.Taken.Select(t => UsageEventJson.Read(t.Event.Json)).ToList();
        arrived.Select(e => e.Id).Should().Contain(audit);
        var lost = usage.Except(arrived.Select(e => e.Id)).ToList();
        lost.Should().HaveCountGreaterThan(100).And.Equal(usage.Take(lost.Count), because: "the oldest go first");
        var loss = arrived.Should().ContainSingle(e => e.Type == EventType.OutboxDropped).Subject;
        using var extra = JsonDocument.Parse(loss.Extra!);
        extra.RootElement.GetProperty("events").GetInt64().Should().Be(lost.Count).And.Be(status.Dropped);
    }

    [Test]
    public async Task Audit_is_refused_rather_than_given_up()
    {
        var sink = new ScriptedSink("postgres");
        var user = User(Aurora, s_small, TimeProvider.System, sink);
        var kept = new List<EventId>();

        var filling = async () =>
        {
            while (true)
                kept.AddRange(await user.KeepAsync(1, EventLane.Audit, characters: 4000));
        };
        (await filling.Should().ThrowAsync<RefusalException>()).Which.Code.Should().Be(RefusalCode.SourceUnavailable);
        (await user.FlushAsync()).Should().Be(0);

        sink.Taken.Select(t => t.Event.Id).Should().Equal(kept);
        (await user.KeepAsync(1)).Should().HaveCount(1, because: "there is room again");
    }

    [Test]
    public async Task The_losses_of_two_keys_are_told_to_each()
    {
        var (auroras, borealises) = (new ScriptedSink("postgres"), new ScriptedSink("postgres"));
        var (aurora, borealis) = (User(Aurora, s_small, TimeProvider.System, auroras), User(Borealis, s_small, TimeProvider.System, borealises));
        await borealis.KeepAsync(100, EventLane.Usage, characters: 2000);

        await aurora.KeepAsync(800, EventLane.Usage, characters: 2000);
        await aurora.FlushAsync();
        await borealis.FlushAsync();

        Lost(borealises).Should().Be(100);
        (Lost(auroras) + auroras.Taken.Count - 1).Should().Be(800);
    }

    [Test]
    [Platform("Linux")]
    public async Task On_a_full_disk_room_is_made_and_audit_is_kept()
    {
        StateFolderOnTinyDisk();
        var sink = new ScriptedSink("postgres");
        var user = User(Aurora, new OutboxOptions { HardCapBytes = 64 << 20, HeadRoomBytes = 1 << 20 }, TimeProvider.System, sink);
        try
        {
            var usage = await user.KeepAsync(300, EventLane.Usage, characters: 2000);

            await FillDiskAsync();
            var audit = await user.KeepAsync(100, EventLane.Audit, characters: 2000);
            (await user.StatusAsync()).Dropped.Should().BeInRange(1, 299);
            (await user.FlushAsync()).Should().Be(0);

            var arrived = sink.Taken.Select(t => UsageEventJson.Read(t.Event.Json)).ToList();
            arrived.Select(e => e.Id).Should().Contain(audit);
            (arrived.Where(e => e.Type == EventType.OutboxDropped).Sum(Count) + arrived.Count(e => usage.Contains(e.Id))).Should().Be(300);
        }
        finally
        {
            await user.DisposeAsync();
            Run("umount", State.Root);
        }
    }

    [Test]
    [Platform("Linux")]
    public async Task On_a_full_disk_without_usage_audit_is_refused_and_what_is_there_is_still_delivered()
    {
        StateFolderOnTinyDisk();
        var sink = new ScriptedSink("postgres");
        var user = User(Aurora, new OutboxOptions { HardCapBytes = 64 << 20, HeadRoomBytes = 1 << 20 }, TimeProvider.System, sink);
        try
        {
            var kept = (await user.KeepAsync(300, EventLane.Audit, characters: 2000)).ToList();
            await FillDiskAsync();

            var filling = async () =>
            {
                while (true)
                    kept.AddRange(await user.KeepAsync(1, EventLane.Audit, characters: 2000));
            };
            (await filling.Should().ThrowAsync<RefusalException>()).Which.Code.Should().Be(RefusalCode.SourceUnavailable);

            (await user.FlushAsync()).Should().Be(0);
            sink.Taken.Select(t => t.Event.Id).Should().Equal(kept);
            (await user.KeepAsync(1)).Should().HaveCount(1, because: "delivery made room");
        }
        finally
        {
            await user.DisposeAsync();
            Run("umount", State.Root);
        }
    }

    private static long Lost(ScriptedSink sink) =>
        sink.Taken.Select(t => UsageEventJson.Read(t.Event.Json)).Where(e => e.Type == EventType.OutboxDropped).Sum(Count);

    private static long Count(UsageEvent loss)
    {
        using var extra = JsonDocument.Parse(loss.Extra!);
        return extra.RootElement.GetProperty("events").GetInt64();
    }

    private void StateFolderOnTinyDisk()
    {
        if (!Environment.IsPrivilegedProcess || Run("mount", "-t", "tmpfs", "-o", "size=5m", "tmpfs", State.Root) != 0)
            Assert.Ignore("Only root can make a small disk.");
    }

    private async Task FillDiskAsync()
    {
        await using var file = File.Create(Path.Combine(State.Root, "filler"), bufferSize: 1);
        try
        {
            while (true)
                await file.WriteAsync(new byte[4096]);
        }
        catch (IOException)
        {
            // Full.
        }
    }

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        return process.ExitCode;
    }
}
