using System.Text.Json;
using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.EndToEndTests.Demo;
using Pulsepoint.Mcp.EndToEndTests.Tool;

namespace Pulsepoint.Mcp.EndToEndTests.Administration;

/// <summary>An organisation leaves: its rows are handed over, then deleted in two steps.</summary>
internal sealed class DepartureVerbTests
{
    [Test]
    public async Task An_export_counts_every_row_that_it_writes()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Combine("cinder");

        var printed = JsonDocument.Parse((await DoneAsync("tenant", "export", "cinder", "--out", path, "--json")).Single()).RootElement;

        using var manifest = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(path, "manifest.json")));
        var files = manifest.RootElement.GetProperty("files").EnumerateArray().ToDictionary(f => f.GetProperty("file").GetString()!, f => f.GetProperty("rows").GetInt64());
        files.Should().ContainKeys("brands.jsonl", "api_keys.jsonl", "warehouse/orders.jsonl", "warehouse/sync_gaps.jsonl");
        foreach (var (file, rows) in files)
            (await File.ReadAllLinesAsync(Path.Combine(path, file))).LongLength.Should().Be(rows, file);
        printed.GetProperty("rows").GetInt64().Should().Be(files.Values.Sum());

        (manifest.RootElement.GetProperty("facts").GetString(), printed.GetProperty("facts").GetString()).Should().Be(("exported", "exported"));

        // Once there, it is not written over.
        (await RunAsync("tenant", "export", "cinder", "--out", path)).ExitCode.Should().Be(2);
    }

    [Test]
    public async Task An_organisation_is_deleted_only_when_its_slug_is_given_twice()
    {
        await DoneAsync("tenant", "add", "leaving", "--name", "Leaving", "--currency", "EUR", "--time-zone", "Europe/Paris");
        await DoneAsync("user", "add", "--tenant", "leaving", "--email", "ada@leaving.example", "--name", "Ada");

        (await RunAsync("tenant", "delete", "leaving", "--confirm", "leaving")).ExitCode.Should().Be(1, "it was not asked for before");
        (await DoneAsync("tenant", "delete", "leaving")).Should().Contain(l => l.Contains("--confirm leaving"));
        (await RunAsync("tenant", "delete", "leaving", "--confirm", "aurora")).ExitCode.Should().Be(2);
        (await DoneAsync("tenant", "delete", "leaving", "--confirm", "leaving", "--json")).Single().Should().Contain("\"deleted\":true");

        (await RunAsync("tenant", "resume", "leaving")).ExitCode.Should().Be(1);
        (await DoneAsync("tenant", "list")).Should().NotContain(l => l.Contains("leaving"));
    }

    [Test]
    public async Task How_long_a_record_is_kept_can_be_changed()
    {
        await DoneAsync("tenant", "add", "keeping", "--name", "Keeping", "--currency", "EUR", "--time-zone", "Europe/Paris");

        await DoneAsync("retention", "set", "keeping", "--days", "60");

        (await DoneAsync("tenant", "list")).Should().Contain(l => l.StartsWith("keeping") && l.Contains("60 days"));
        (await RunAsync("retention", "set", "keeping", "--days", "0")).ExitCode.Should().Be(2);
    }

    private static async Task<IReadOnlyList<string>> DoneAsync(params string[] arguments)
    {
        var run = await RunAsync(arguments);
        run.ExitCode.Should().Be(0, $"{string.Join(' ', arguments)} must work; it said: {run.Errors}");
        return run.Lines;
    }

    private static async Task<ToolRun> RunAsync(params string[] arguments) =>
        await ToolProcess.RunAsync((await DemoState.AsAsync("aurora", "analyst")) with { ApiKeyFile = null }, arguments);
}
