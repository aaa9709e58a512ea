using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.EndToEndTests.Demo;
using Pulsepoint.Mcp.EndToEndTests.Tool;

namespace Pulsepoint.Mcp.EndToEndTests.Secrets;

/// <summary>Somebody writes the key itself where its file, its id or something else belongs.</summary>
internal sealed class MisplacedKeyTests
{
    private const string Key = "KEY";

    [TestCase(Key)]
    [TestCase("serve", Key)]
    [TestCase("serve", "--key", Key)]
    [TestCase("call", Key)]
    [TestCase("call", "list_brands", Key)]
    [TestCase("call", "list_brands", "@" + Key)]
    [TestCase("key", "show", Key)]
    [TestCase("key", "revoke", Key)]
    [TestCase("key", "revoke", "0190a000-0000-7000-8000-00000000dead", Key)]
    [TestCase("key", "rotate", Key)]
    [TestCase("key", "bundle", Key, "--out", "bundle.json")]
    [TestCase("key", "batch", Key, "--out", "keys")]
    [TestCase("key", "list", "--tenant", Key)]
    [TestCase("key", "issue", "--tenant", "aurora", "--user", "nobody", "--note", Key)]
    [TestCase("tenant", "export", Key, "--out", "rows")]
    [TestCase("user", "erase", Key, "--yes")]
    [TestCase("secrets", "set", Key)]
    [TestCase("key", "list", "--tenant=" + Key)]
    [TestCase("tenant", "list", "--state", Key)]
    public async Task A_key_on_the_command_line_is_refused_and_not_repeated(params string[] arguments)
    {
        var setting = (await DemoState.AsAsync("aurora", "manager"));
        var key = await File.ReadAllTextAsync(setting.ApiKeyFile!); // a demo key has a file

        var run = await GreppedTool.RunAsync(setting with { ApiKeyFile = null }, [.. arguments.Select(a => a.Replace(Key, key, StringComparison.Ordinal))]);

        run.ExitCode.Should().Be(2, run.Errors);
        run.Errors.Should().StartWith("error: ").And.Contain("API key");
        run.Lines.Should().BeEmpty();
    }

    [Test]
    public async Task A_key_in_place_of_its_file_is_said_to_be_one_and_not_repeated()
    {
        var setting = await DemoState.AsAsync("aurora", "manager");
        var misplaced = setting with { ApiKeyFile = await File.ReadAllTextAsync(setting.ApiKeyFile!) }; // a demo key has a file

        var call = await GreppedTool.RunAsync(misplaced, ["call", "list_brands"]);
        var served = await GreppedTool.RunAsync(misplaced, ["serve"], also: null, [.. Era.Handshake.Opening, Era.Handshake.CallTool(2, "setup_status"), Era.Handshake.CallTool(3, "list_brands")]);

        call.ExitCode.Should().Be(4);
        call.Errors.Should().Contain("PULSEPOINT_API_KEY_FILE");
        served.Result(2).GetRawText().Should().Contain("PULSEPOINT_API_KEY_FILE");
    }
}
