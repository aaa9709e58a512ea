using System.Runtime.Versioning;
using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.State;

namespace Pulsepoint.Mcp.Tests.Core.State;

[TestFixture]
public sealed class NewPrivateFileTests
{
    private DirectoryInfo _folder = null!;

    private string Path => System.IO.Path.Combine(_folder.FullName, "a.key");

    [SetUp]
    public void Prepare() => _folder = Directory.CreateTempSubdirectory("pulsepoint-test-");

    [TearDown]
    public void CleanUp() => _folder.Delete(recursive: true);

    [Test]
    public void It_holds_what_was_written_and_nothing_before_it()
    {
        using (var file = new NewPrivateFile(Path))
            file.Write("text");

        File.ReadAllBytes(Path).Should().Equal("text"u8.ToArray());
    }

    [Test]
    public void Given_up_unwritten_it_leaves_nothing()
    {
        new NewPrivateFile(Path).Dispose();

        _folder.GetFileSystemInfos().Should().BeEmpty();
    }

    [Test]
    public void What_is_there_is_left_as_it_is()
    {
        File.WriteAllText(Path, "theirs");

        FluentActions.Invoking(() => new NewPrivateFile(Path)).Should().Throw<IOException>();

        File.ReadAllText(Path).Should().Be("theirs");
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Windows has no file modes.")]
    [UnsupportedOSPlatform("windows")]
    public void Its_owner_alone_can_read_it_from_the_first_moment()
    {
        using var file = new NewPrivateFile(Path);

        File.GetUnixFileMode(Path).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
