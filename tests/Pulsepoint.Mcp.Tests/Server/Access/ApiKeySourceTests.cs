using System.Runtime.Versioning;
using FluentAssertions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Server;
using Pulsepoint.Mcp.Server.Access;

namespace Pulsepoint.Mcp.Tests.Server.Access;

[TestFixture]
public sealed class ApiKeySourceTests
{
    private DirectoryInfo _folder = null!;
    private FakeLogger<ApiKeySource> _log = null!;

    [SetUp]
    public void Prepare()
    {
        _folder = Directory.CreateTempSubdirectory("pulsepoint-test-");
        _log = new FakeLogger<ApiKeySource>();
    }

    [TearDown]
    public void CleanUp() => _folder.Delete(recursive: true);

    [Test]
    public void The_text_wins_over_the_file_and_is_trimmed()
    {
        Read(new Secret(" abc\n"), KeyFile("def")).Should().Be("abc");
    }

    [Test]
    public void An_empty_text_leaves_it_to_the_file()
    {
        Read(new Secret(" "), KeyFile("def\r\n")).Should().Be("def");
    }

    [Test]
    public void Nothing_configured_is_a_missing_key()
    {
        Refusing(null, null).Should().Be("No API key is configured.");
    }

    [Test]
    public void An_empty_file_is_a_missing_key()
    {
        Refusing(null, KeyFile("\n")).Should().Be("No API key is configured.");
    }

    [Test]
    public void A_file_that_is_not_there_says_so()
    {
        Refusing(null, Path.Combine(_folder.FullName, "no.key")).Should().Contain("does not exist");
    }

    [Test]
    public void A_folder_is_no_key_file()
    {
        Refusing(null, _folder.FullName).Should().StartWith("PULSEPOINT_API_KEY_FILE names a file that");
    }

    [TestCase("eyJhbGciOiJFUzI1NiIsImtpZCI6IjEifQ.eyJ0ZW5hbnQiOiJhdXJvcmEifQ.c2lnbmF0dXJl")]
    [TestCase("{\"format\":\"pulsepoint-bundle-1\",\"key\":\"very-secret\"}")]
    public void A_key_in_place_of_its_file_is_not_repeated(string key)
    {
        Refusing(null, key).Should().StartWith("PULSEPOINT_API_KEY_FILE holds a key itself").And.NotContain(key);
    }

    [Test]
    public void A_huge_file_is_not_read()
    {
        Refusing(null, KeyFile(new string('a', 70_000))).Should().Contain("too long");
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Windows has no file modes.")]
    [UnsupportedOSPlatform("windows")]
    public void A_file_that_others_can_read_is_used_with_a_warning_that_does_not_show_it()
    {
        var path = KeyFile("very-secret");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.OtherRead);

        Read(null, path).Should().Be("very-secret");

        _log.LatestRecord.Level.Should().Be(LogLevel.Warning);
        _log.LatestRecord.Message.Should().Contain("chmod 600").And.NotContain("very-secret");
    }

    private string KeyFile(string text)
    {
        var path = Path.Combine(_folder.FullName, "a.key");
        StateFolder.WritePrivate(path, text);
        return path;
    }

    private string Read(Secret? key, string? file) => Source(key, file).Read().Reveal();

    private string Refusing(Secret? key, string? file)
    {
        var refusal = Assert.Throws<RefusalException>(() => Source(key, file).Read())!;
        refusal.Code.Should().Be(RefusalCode.KeyMissing);
        return refusal.Message;
    }

    private ApiKeySource Source(Secret? key, string? file) =>
        new(new ServerOptions { Version = "1", State = new StateFolder(_folder.FullName), Key = key, KeyFile = file }, _log);
}
