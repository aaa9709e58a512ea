using System.Runtime.Versioning;
using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.DuckDb.Snapshots;

namespace Pulsepoint.Mcp.IntegrationTests.Snapshots;

[TestFixture]
internal sealed class SnapshotPublisherTests : SnapshotFixture
{
    private SnapshotFolder Folder => new(State, Cinder);

    [Test]
    public async Task The_last_two_snapshots_are_kept()
    {
        await PublishAsync(1);
        var second = await PublishAsync(2);
        var third = await PublishAsync(3);

        Folder.Generations().Should().Equal(third, second);
        Folder.Current().Should().Be(third);
    }

    [Test]
    public async Task A_draft_that_is_not_published_leaves_nothing()
    {
        var published = await PublishAsync(1);

        using (var draft = await Publisher.BeginAsync(Cinder, "512MB", CancellationToken.None))
            Fill(draft.Connection, 2);

        Folder.Current().Should().Be(published);
        Directory.GetFiles(Folder.Path, "*.new*").Should().BeEmpty();
        (await QueryAsync("select max(number) from numbers")).Single().Measures.Should().Equal(1m);
    }

    [Test]
    public async Task What_a_crash_left_is_swept_by_the_next_writer()
    {
        await PublishAsync(1);
        await File.WriteAllTextAsync(Folder.Draft("w-5"), "half");
        await File.WriteAllTextAsync(Folder.Draft("w-5") + ".wal", "half");
        Directory.CreateDirectory(Folder.Draft("w-5") + ".tmp");

        await PublishAsync(2);

        Directory.GetFileSystemEntries(Folder.Path, "*.new*").Should().BeEmpty();
    }

    [Test]
    public async Task Writers_take_turns()
    {
        var draft = await Publisher.BeginAsync(Cinder, "512MB", CancellationToken.None);
        using var impatient = new CancellationTokenSource();
        var other = Publisher.BeginAsync(Cinder, "512MB", impatient.Token);

        other.IsCompleted.Should().BeFalse();
        await impatient.CancelAsync();
        await other.Awaiting(o => o).Should().ThrowAsync<OperationCanceledException>();
        draft.Dispose();

        (await PublishAsync(1)).Should().NotBeNull();
    }

    [Test]
    public async Task A_clock_that_goes_back_does_not_bring_an_old_name_back()
    {
        var first = await PublishAsync(1);
        var early = new SnapshotPublisher(State, new Microsoft.Extensions.Time.Testing.FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(40)));

        using var draft = await early.BeginAsync(Cinder, "512MB", CancellationToken.None);

        SnapshotFolder.TicksOf(draft.Generation).Should().BeGreaterThan(SnapshotFolder.TicksOf(first)!.Value);
    }

    [Test]
    [UnsupportedOSPlatform("windows")]
    [Platform(Exclude = "Win", Reason = "Windows keeps other rights.")]
    public async Task Files_are_their_owners_only()
    {
        var generation = await PublishAsync(1);

        const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        File.GetUnixFileMode(Folder.File(generation)).Should().Be(OwnerOnly);
        File.GetUnixFileMode(Folder.Path).Should().Be(OwnerOnly | UnixFileMode.UserExecute);
    }
}
