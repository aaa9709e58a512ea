using System.Runtime.Versioning;
using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.EndToEndTests.Demo;
using Pulsepoint.Mcp.EndToEndTests.Tool;

namespace Pulsepoint.Mcp.EndToEndTests.Secrets;

/// <summary>What the runs leave on the disk, the database's own files among it.</summary>
internal sealed class StateFolderTests
{
    [Test]
    public async Task A_secret_stands_only_in_the_file_it_belongs_in()
    {
        var state = (await DemoState.AsAsync("aurora", "analyst")).State;
        IReadOnlyList<KnownSecret> secrets = [.. StateSecrets.Of(state), SecretsSetup.ShopToken, SecretsSetup.PlatformPassword];
        var grep = new SecretGrep(secrets);

        var findings = Files(state).SelectMany(file => grep.FindInFile(file).Where(s => s.Home != file).Select(s => $"{s.Name} in {Path.GetRelativePath(state, file)}"));

        string.Join("; ", findings).Should().BeEmpty();
        Directory.EnumerateFileSystemEntries(state, "*", SearchOption.AllDirectories).SelectMany(grep.FindIn).Select(s => s.Name).Should().BeEmpty("no name of a file is a secret");
        secrets.Where(s => s.Home is not null).Should().OnlyContain(s => grep.FindInFile(s.Home!).Contains(s), "what belongs somewhere is found there");
        secrets.Select(s => s.Home).OfType<string>().Select(Path.GetFileName).Should().Contain(
            ["analyst.key", "signing-key.pem", "pp_platform.secret", "pp_migrator.secret", "pg-bootstrap.password", "sealing.keys"]);
    }

    [Test]
    [UnsupportedOSPlatform("windows")]
    public async Task A_file_with_a_secret_is_its_owners_only()
    {
        var state = (await DemoState.AsAsync("aurora", "analyst")).State;

        StateSecrets.Of(state).Select(s => s.Home).OfType<string>().Distinct().Should()
            .OnlyContain(file => File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Test]
    public async Task The_databases_log_has_no_password_in_any_form()
    {
        var state = (await DemoState.AsAsync("aurora", "analyst")).State;

        foreach (var log in Files(Path.Combine(state, "pg", "log")))
            (await File.ReadAllTextAsync(log)).Should().NotContain("SCRAM-SHA-256$").And.NotContainEquivalentOf("password '");
    }

    [Test]
    public async Task An_organisations_export_has_no_secret()
    {
        using var folder = new TemporaryFolder();
        var setting = await DemoState.AsAsync("aurora", "analyst");
        var rows = folder.Combine("rows");

        (await GreppedTool.RunAsync(setting with { ApiKeyFile = null }, ["tenant", "export", "aurora", "--out", rows])).ExitCode.Should().Be(0);

        var grep = new SecretGrep([.. StateSecrets.Of(setting.State), SecretsSetup.ShopToken]);
        string.Join("; ", Files(rows).SelectMany(file => grep.FindInFile(file).Select(s => $"{s.Name} in {Path.GetFileName(file)}"))).Should().BeEmpty();
    }

    // A socket has no length.
    private static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => new FileInfo(file) is { Exists: true, Length: > 0 });
}
