using System.Text.Json;
using FluentAssertions;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Usage;
using Pulsepoint.Mcp.Outbox;
using Pulsepoint.Mcp.Outbox.Files;

namespace Pulsepoint.Mcp.IntegrationTests.Outbox;

/// <summary>Whatever happened to the file, the next call is put on record, and the loss is told.</summary>
internal sealed class DamageTests : OutboxFixture
{
    private const int PageBytes = 4096;
    private const int Before = 200;

    [Test]
    public async Task A_zeroed_header_is_survived() => await SurvivesAsync("damaged", file => Overwrite(file, 0, new byte[100]));

    [Test]
    public async Task A_truncated_file_is_survived() => await SurvivesAsync("damaged", file => file.SetLength(file.Length / 2));

    [Test]
    public async Task Garbage_in_a_page_is_survived() => await SurvivesAsync("damaged", file => Overwrite(file, 8 * PageBytes, Garbage(4 * PageBytes)));

    [Test]
    public async Task A_file_of_something_else_is_survived() => await SurvivesAsync("damaged", file => Overwrite(file, 0, Garbage((int)file.Length)));

    [Test]
    public async Task An_emptied_file_is_noticed() => await SurvivesAsync("emptied", file => file.SetLength(0));

    [Test]
    public async Task A_removed_file_is_noticed()
    {
        await KeepAndEndAsync();
        File.Delete(Database);

        await GoesOnAsync("emptied");
    }

    [TestCase(0, 1000, TestName = "Half_a_frame_after_the_last_one_costs_nothing")]
    [TestCase(0, 5000, TestName = "A_whole_frame_of_garbage_after_the_last_one_costs_nothing")]
    [TestCase(2000, 0, TestName = "A_frame_that_was_cut_off_costs_only_itself")]
    public async Task A_torn_tail_of_the_log_is_survived(int cut, int garbage)
    {
        var first = User(Aurora, new ScriptedSink("postgres"));
        var ids = await first.KeepAsync(20);
        var log = await File.ReadAllBytesAsync(Database + "-wal");
        var main = await File.ReadAllBytesAsync(Database);
        await first.DisposeAsync();
        await File.WriteAllBytesAsync(Database, main);
        await File.WriteAllBytesAsync(Database + "-wal", [.. log.SkipLast(cut), .. Garbage(garbage)]);

        var sink = new ScriptedSink("postgres");
        var second = User(Aurora, sink);
        await second.FlushAsync();

        sink.Taken.Select(t => t.Event.Id).Should().Equal(cut == 0 ? ids : ids.SkipLast(1));
        (await second.StatusAsync()).DamagedFiles.Should().BeEmpty();
    }

    [Test]
    public async Task A_process_that_had_the_file_open_goes_on_in_the_fresh_one()
    {
        var sink = new ScriptedSink("postgres");
        var user = User(Aurora, sink);
        await user.KeepAsync(1);
        var opener = new OutboxOpener(new OutboxFolder(State), new OutboxOptions(), TimeProvider.System, NullLogger<OutboxOpener>.Instance);
        (await opener.OpenAsync(isKnownDamaged: true, CancellationToken.None)).Dispose();

        var later = await user.KeepAsync(1);
        await user.FlushAsync();

        sink.Taken.Select(t => t.Event.Id).Should().Contain(later[0]);
    }

    [Test]
    public async Task A_file_where_the_folder_should_be_is_said()
    {
        await File.WriteAllTextAsync(State.Outbox, "");
        var status = () => User(Aurora, new ScriptedSink("postgres")).StatusAsync();

        (await status.Should().ThrowAsync<RefusalException>()).WithMessage("* is a file where the folder *");
    }

    private async Task SurvivesAsync(string reason, Action<FileStream> damage)
    {
        await KeepAndEndAsync();
        await using (var file = File.Open(Database, FileMode.Open))
            damage(file);

        await GoesOnAsync(reason);
    }

    private async Task KeepAndEndAsync()
    {
        var user = User(Aurora, new ScriptedSink("postgres"));
        await user.KeepAsync(Before, characters: 1000);
        await user.DisposeAsync();
    }

    private async Task GoesOnAsync(string reason)
    {
        var sink = new ScriptedSink("postgres");
        var (user, other) = (User(Aurora, sink), User(Borealis, new ScriptedSink("postgres")));

        var kept = await user.KeepAsync(3);
        await other.KeepAsync(3);
        (await user.FlushAsync()).Should().Be(0);

        var told = sink.Taken.Select(t => UsageEventJson.Read(t.Event.Json)).ToList();
        told.Where(e => e.Type == EventType.ToolCall).Select(e => e.Id).Should().Equal(kept);
        var loss = told.Should().ContainSingle(e => e.Type == EventType.OutboxDropped).Subject;
        using var extra = JsonDocument.Parse(loss.Extra!);
        extra.RootElement.GetProperty("reason").GetString().Should().Be(reason);
        extra.RootElement.GetProperty("events").GetInt64().Should().BeInRange(Before - HighWaterMark.Step, Before);
        var status = await user.StatusAsync();
        status.DamagedFiles.Should().HaveCount(reason == "damaged" ? 1 : 0);
        status.Incidents.Should().ContainSingle("it was told, and is still shown").Which.Kind.Should().Be(reason);
        (await other.FlushAsync()).Should().Be(0);
    }

    private static void Overwrite(FileStream file, long at, byte[] bytes)
    {
        file.Position = at;
        file.Write(bytes);
    }

    private static byte[] Garbage(int length)
    {
        var bytes = new byte[length];
        new Random(7).NextBytes(bytes);
        return bytes;
    }
}
