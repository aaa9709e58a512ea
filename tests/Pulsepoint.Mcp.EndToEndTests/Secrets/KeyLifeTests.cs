using System.Text.Json;
using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.EndToEndTests.Demo;
using Pulsepoint.Mcp.EndToEndTests.Tool;

namespace Pulsepoint.Mcp.EndToEndTests.Secrets;

/// <summary>A key is shown once, where it was asked for, and never again.</summary>
internal sealed class KeyLifeTests
{
    private readonly List<KnownSecret> _made = [];

    [TearDown]
    public void Forget() => _made.Clear();

    [Test]
    public async Task A_key_in_a_file_is_in_nothing_that_is_said_of_it()
    {
        using var folder = new TemporaryFolder();
        var (first, second, bundle) = (folder.Combine("first.key"), folder.Combine("second.key"), folder.Combine("bundle.json"));

        Learn(first, await DoneAsync("key", "issue", "--tenant", "cinder", "--user", await PersonAsync(), "--note", "grepped", "--out", first));
        var id = (await KeysAsync()).Last(k => k.GetProperty("note").GetString() == "grepped" && k.GetProperty("state").GetString() == "live").GetProperty("jti").GetString()!;
        await DoneAsync("key", "show", first);
        await DoneAsync("key", "bundle", first, "--out", bundle);
        await DoneAsync("key", "show", bundle);
        Learn(second, await DoneAsync("key", "rotate", id, "--overlap", "1h", "--out", second));
        await DoneAsync("key", "revoke", id);

        var revoked = await GreppedTool.RunAsync(await AdministratorAsync() with { ApiKeyFile = first }, ["call", "list_brands"], _made);
        revoked.ExitCode.Should().Be(4);
        (await GreppedTool.RunAsync(await AdministratorAsync(), ["key", "show", bundle], _made)).ExitCode.Should().Be(4);
        (await GreppedTool.RunAsync(await AdministratorAsync() with { ApiKeyFile = second }, ["call", "list_brands"], _made)).ExitCode.Should().Be(0);
    }

    [Test]
    public async Task A_key_on_standard_output_is_not_on_standard_error()
    {
        var issued = await DoneAsync("key", "issue", "--tenant", "cinder", "--user", await PersonAsync(), "--note", "grepped-out");
        var id = (await KeysAsync()).Last(k => k.GetProperty("note").GetString() == "grepped-out").GetProperty("jti").GetString()!;
        var rotated = await DoneAsync("key", "rotate", id);

        foreach (var run in new[] { issued, rotated })
            new SecretGrep(KeySecrets.Of("the new key", run.Lines.Single())).ShouldFindNothingIn(run.Errors, "stderr");
        new SecretGrep(KeySecrets.Of("the old key", issued.Lines.Single())).ShouldFindNothingIn(string.Join('\n', rotated.Lines), "stdout of 'key rotate'");
    }

    [Test]
    public async Task A_batch_of_keys_shows_none_of_them()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Combine("people.jsonl");
        await File.WriteAllTextAsync(file, $$"""{"tenant":"cinder","user":"{{await PersonAsync()}}","name":"grepped"}""");

        var run = await DoneAsync("key", "batch", file, "--out", folder.Combine("keys"));
        Learn(Path.Combine(folder.Path, "keys", "cinder", "grepped.key"), run);
        await DoneAsync("key", "batch", file, "--out", folder.Combine("keys"));
    }

    /// <summary>Only now is known what the run that made the key must not have said.</summary>
    private void Learn(string file, ToolRun run)
    {
        _made.AddRange(KeySecrets.Of(Path.GetFileName(file), File.ReadAllText(file)));
        new SecretGrep(_made).ShouldFindNothingIn(string.Join('\n', [.. run.Lines, run.Errors]), "what was said when the key was made");
    }

    private static async Task<string> PersonAsync() => (await KeysAsync())[0].GetProperty("user").GetString()!;

    private static async Task<IReadOnlyList<JsonElement>> KeysAsync()
    {
        var list = await ToolProcess.RunAsync(await AdministratorAsync(), ["key", "list", "--tenant", "cinder", "--json"]);
        return [.. JsonDocument.Parse(list.Lines.Single()).RootElement.GetProperty("keys").EnumerateArray()];
    }

    private async Task<ToolRun> DoneAsync(params string[] arguments)
    {
        var run = await GreppedTool.RunAsync(await AdministratorAsync(), arguments, _made);
        run.ExitCode.Should().Be(0, run.Errors);
        return run;
    }

    private static async Task<ToolSetting> AdministratorAsync() => (await DemoState.AsAsync("cinder", "analyst")) with { ApiKeyFile = null };
}
