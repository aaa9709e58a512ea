using FluentAssertions;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.Tests.Core.State;

internal sealed class FileLockTests
{
    private string _path = null!; // set before each test

    [SetUp]
    public void Prepare() => _path = Path.Combine(TemporaryFolder.Create(), "some.lock");

    [Test]
    public void One_holder_keeps_the_next_out_until_it_lets_go()
    {
        var first = FileLock.TryTake(_path);

        FileLock.TryTake(_path).Should().BeNull();
        first!.Dispose();

        using var next = FileLock.TryTake(_path);
        next.Should().NotBeNull();
    }

    [Test]
    public void Those_who_share_keep_out_whoever_wants_it_alone()
    {
        using (FileLock.TryTake(_path))
        {
            // Makes the file: sharing only reads it.
        }

        using var one = FileLock.TryTake(_path, isShared: true);
        using var other = FileLock.TryTake(_path, isShared: true);

        other.Should().NotBeNull();
        FileLock.TryTake(_path).Should().BeNull();
    }

    [Test]
    public async Task Waiting_ends_when_the_holder_lets_go()
    {
        var time = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromMilliseconds(1) };
        var holder = FileLock.TryTake(_path);
        var waiting = FileLock.TakeAsync(_path, isShared: false, TimeSpan.FromMinutes(1), time, CancellationToken.None);

        await holder!.DisposeAsync();
        time.Advance(TimeSpan.FromSeconds(1));

        await using var taken = await waiting;
        taken.Should().NotBeNull();
    }

    [Test]
    public async Task Patience_ends()
    {
        await using var holder = FileLock.TryTake(_path);

        var taken = await FileLock.TakeAsync(_path, isShared: false, TimeSpan.Zero, TimeProvider.System, CancellationToken.None);

        taken.Should().BeNull();
    }

    [Test]
    public void A_missing_folder_is_not_taken_for_a_holder()
    {
        var take = () => FileLock.TryTake(Path.Combine(_path, "below", "nothing.lock"));

        take.Should().Throw<DirectoryNotFoundException>();
    }
}
