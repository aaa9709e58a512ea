using System.Text.Json;
using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.EndToEndTests.Demo;
using Pulsepoint.Mcp.EndToEndTests.Tool;

namespace Pulsepoint.Mcp.EndToEndTests.Keys;

/// <summary>A key's whole life as an administrator types it, and what one with only a key may type.</summary>
internal sealed class KeyVerbTests
{
    [Test]
    public async Task A_key_is_issued_listed_rotated_and_revoked()
    {
        using var folder = new TemporaryFolder();
        var (first, second) = (folder.Combine("first.key"), folder.Combine("second.key"));
        var person = (await ListAsync("cinder"))[0].GetProperty("user").GetString()!;

        await DoneAsync("key", "issue", "--tenant", "cinder", "--user", person, "--permission", "analytics:read", "--permission", "audit:read", "--note", "of a test", "--out", first);
        var old = (await ListAsync("cinder")).Single(k => k.GetProperty("note").GetString() == "of a test");
        old.GetProperty("permissions").EnumerateArray().Select(p => p.GetString()).Should().Equal("analytics:read", "audit:read");
        await DoneAsync("key", "rotate", Id(old), "--overlap", "1h", "--out", second);
        var states = (await DoneAsync("key", "show", first)).Concat(await DoneAsync("key", "show", second)).Where(l => l.StartsWith("state", StringComparison.Ordinal));
        var successor = (await ListAsync("cinder")).Single(k => Id(k) == Id(old)).GetProperty("replaced_by").GetString();
        states.Should().Equal($"state        live, replaced by {successor}", "state        live");
        await DoneAsync("key", "revoke", Id(old));

        var shown = await RunAsync("key", "show", first);
        shown.ExitCode.Should().Be(4);
        shown.Lines.Should().Contain("state        revoked");
        var table = await DoneAsync("key", "list", "--tenant", "cinder");
        table[0].Should().MatchRegex("^id +person +permissions +brands +note +until +state$");
        table.Should().ContainSingle(l => l.StartsWith(Id(old), StringComparison.Ordinal)).Which.Should().EndWith("revoked");
        var keys = new[] { await File.ReadAllTextAsync(first), await File.ReadAllTextAsync(second) };
        table.Concat(shown.Lines).Should().NotContain(l => keys.Any(l.Contains), "no verb shows a key");
    }

    [Test]
    public async Task A_running_server_hears_of_its_keys_end_at_its_next_call()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Combine("short.key");
        var person = (await ListAsync("cinder"))[0].GetProperty("user").GetString()!;
        await DoneAsync("key", "issue", "--tenant", "cinder", "--user", person, "--note", "to be revoked", "--out", file);
        var key = (await ListAsync("cinder")).Single(k => k.GetProperty("note").GetString() == "to be revoked");
        await using var server = await ServeAsync((await DemoState.AsAsync("cinder", "analyst")) with { ApiKeyFile = file });

        await DoneAsync("key", "revoke", Id(key));
        await server.WriteLineAsync(Era.Handshake.CallTool(3, "list_brands"));

        (await server.ReadLineAsync()).Should().Contain("key_revoked");
    }

    [Test]
    public async Task With_only_an_admin_key_its_own_organisation_is_administered_and_no_other()
    {
        var admin = await OnlyWithKeyAsync("aurora", "admin");
        var foreign = Id((await ListAsync("borealis"))[0]);
        // Holds the embedded database, which with an address of its own is not started.
        await using var server = await ServeAsync(await DemoState.AsAsync("aurora", "analyst"));

        var own = await ToolProcess.RunAsync(admin, ["key", "list", "--json"]);
        var others = await ToolProcess.RunAsync(admin, ["key", "list", "--tenant", "borealis"]);
        var revokeForeign = await ToolProcess.RunAsync(admin, ["key", "revoke", foreign]);
        var unknown = "0190a000-0000-7000-8000-00000000dead";
        var revokeUnknown = await ToolProcess.RunAsync(admin, ["key", "revoke", unknown]);
        var analyst = await ToolProcess.RunAsync(await OnlyWithKeyAsync("aurora", "analyst"), ["key", "list"]);

        own.ExitCode.Should().Be(0, own.Errors);
        JsonDocument.Parse(own.Lines.Single()).RootElement.GetProperty("tenant").GetString().Should().Be("aurora");
        others.ExitCode.Should().Be(4);
        others.Lines.Should().BeEmpty();
        (revokeForeign.ExitCode, revokeForeign.Errors.Replace(foreign, unknown, StringComparison.Ordinal)).Should().Be((1, revokeUnknown.Errors));
        analyst.ExitCode.Should().Be(4);
        (await ListAsync("borealis")).Single(k => Id(k) == foreign).GetProperty("state").GetString().Should().Be("live");
    }

    [Test]
    public async Task A_suspended_organisations_keys_are_refused_until_it_is_resumed()
    {
        var analyst = await DemoState.AsAsync("borealis", "analyst");

        await DoneAsync("tenant", "suspend", "borealis");
        var refused = await ToolProcess.RunAsync(analyst, ["call", "list_brands"]);
        var shown = await RunAsync("key", "show", analyst.ApiKeyFile!);
        await DoneAsync("tenant", "resume", "borealis");
        var answered = await ToolProcess.RunAsync(analyst, ["call", "list_brands"]);

        refused.ExitCode.Should().Be(4);
        refused.Errors.Should().Contain("tenant_suspended");
        shown.Lines.Should().Contain("state        suspended");
        answered.ExitCode.Should().Be(0, answered.Errors);
    }

    [Test]
    public async Task A_key_is_shown_where_no_database_can_be_reached()
    {
        var setting = (await DemoState.AsAsync("aurora", "analyst")) with { Database = "postgresql://127.0.0.1:1/pulsepoint" };

        var run = await ToolProcess.RunAsync(setting, ["key", "show", setting.ApiKeyFile!]);

        run.ExitCode.Should().Be(0, run.Errors);
        run.Lines[^1].Should().StartWith("state        not checked: ");
    }

    [TestCase("key", "revoke", "not-an-id")]
    [TestCase("key", "rotate", "not-an-id")]
    [TestCase("key", "rotate", "0190a000-0000-7000-8000-00000000dead", "--overlap", "1y")]
    [TestCase("key", "list")]
    [TestCase("key", "list", "--tenant", "No Slug")]
    [TestCase("key", "issue", "--tenant", "aurora", "--user", "x", "--role", "admin", "--permission", "audit:read")]
    [TestCase("key", "issue", "--tenant", "aurora", "--user", "x", "--permission", "moon:read")]
    [TestCase("key", "issue", "--tenant", "aurora", "--user", "x", "--out", "no/such/folder/a.key")]
    [TestCase("key", "issue", "--tenant", "aurora", "--user", "avery@aurora.example", "--ttl", "7h")]
    [TestCase("tenant", "suspend", "No Slug")]
    public async Task What_cannot_be_followed_is_wrong_usage_and_changes_nothing(params string[] arguments)
    {
        var run = await RunAsync(arguments);

        run.ExitCode.Should().Be(2, run.Errors);
        run.Lines.Should().BeEmpty();
    }

    [Test]
    public async Task A_key_that_could_not_be_written_is_not_made_and_no_file_is_written_over()
    {
        using var folder = new TemporaryFolder();
        var there = folder.Combine("there.key");
        await File.WriteAllTextAsync(there, "another key");
        var before = await ListAsync("borealis");
        var person = before[0].GetProperty("user").GetString()!;

        var over = await RunAsync("key", "issue", "--tenant", "borealis", "--user", person, "--out", there);
        var onFolder = await RunAsync("key", "issue", "--tenant", "borealis", "--user", person, "--out", folder.Path);
        var rotated = await RunAsync("key", "rotate", Id(before[0]), "--out", there);

        new[] { over, onFolder, rotated }.Select(r => r.ExitCode).Should().Equal(2, 2, 2);
        (await ListAsync("borealis")).Select(Id).Should().Equal(before.Select(Id));
        Directory.GetFileSystemEntries(folder.Path).Should().Equal(there);
        (await File.ReadAllTextAsync(there)).Should().Be("another key");
    }

    private static string Id(JsonElement key) => key.GetProperty("jti").GetString()!;

    private static async Task<IReadOnlyList<JsonElement>> ListAsync(string tenant)
    {
        var lines = await DoneAsync("key", "list", "--tenant", tenant, "--json");
        return [.. JsonDocument.Parse(lines.Single()).RootElement.GetProperty("keys").EnumerateArray()];
    }

    private static async Task<IReadOnlyList<string>> DoneAsync(params string[] arguments)
    {
        var run = await RunAsync(arguments);
        run.ExitCode.Should().Be(0, $"{string.Join(' ', arguments)} must work; it said: {run.Errors}");
        return run.Lines;
    }

    // Without a key: the embedded cluster's own credential does the work.
    private static async Task<ToolRun> RunAsync(params string[] arguments) =>
        await ToolProcess.RunAsync((await DemoState.AsAsync("aurora", "analyst")) with { ApiKeyFile = null }, arguments);

    private static async Task<ToolSetting> OnlyWithKeyAsync(string tenant, string key) =>
        (await DemoState.AsAsync(tenant, key)) with { Database = (await DemoState.ReportAsync()).GetProperty("database").GetString() };

    /// <summary>A server that has answered one call.</summary>
    private static async Task<ToolProcess> ServeAsync(ToolSetting setting)
    {
        var server = ToolProcess.Start(setting, "serve");
        foreach (var line in Era.Handshake.Opening)
            await server.WriteLineAsync(line);
        await server.ReadLineAsync();
        await server.WriteLineAsync(Era.Handshake.CallTool(2, "list_brands"));
        (await server.ReadLineAsync()).Should().Contain("\"brands\"");
        return server;
    }
}
