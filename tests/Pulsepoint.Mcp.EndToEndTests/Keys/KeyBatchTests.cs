using System.Text.Json;
using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.EndToEndTests.Demo;
using Pulsepoint.Mcp.EndToEndTests.Tool;

namespace Pulsepoint.Mcp.EndToEndTests.Keys;

/// <summary>Many keys by one command.</summary>
internal sealed class KeyBatchTests
{
    [Test]
    public async Task Each_line_becomes_a_key_of_its_own_and_a_second_run_makes_only_what_is_missing()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Combine("people.jsonl");
        var first = """{"tenant":"cinder","user":"PERSON-A","brand":[],"note":"of a batch","name":"one"}""";
        var second = """{"tenant":"cinder","user":"PERSON-A","role":"auditor","ttl":"8h","name":"two"}""";
        var person = await PersonAsync();
        await File.WriteAllTextAsync(file, first.Replace("PERSON-A", person, StringComparison.Ordinal) + "\n");

        var alone = await RunAsync("key", "batch", file, "--out", folder.Combine("keys"));
        await File.AppendAllTextAsync(file, "\n" + second.Replace("PERSON-A", person, StringComparison.Ordinal));
        var both = await RunAsync("key", "batch", file, "--out", folder.Combine("keys"));

        alone.Lines.Should().ContainSingle().Which.Should().EndWith("keys made: 1; there already: 0");
        both.Lines.Should().ContainSingle().Which.Should().EndWith("keys made: 1; there already: 1");
        foreach (var name in new[] { "one", "two" })
        {
            var shown = await RunAsync("key", "show", Path.Combine(folder.Path, "keys", "cinder", $"{name}.key"));
            shown.Lines.Should().Contain("state        live");
        }
    }

    [TestCase("""{"tenant":"cinder","user":"PERSON","role":"king"}""", "Line 2: \"role\" is not one of the roles.")]
    [TestCase("""{"tenant":"cinder","user":"PERSON","brands":["x"]}""", "Line 2: This is not a JSON object with the names of a key.")]
    [TestCase("""{"tenant":"cinder","user":"PERSON","brand":["luma-skin"]}""", "Line 2: \"brand\" names no brand of that organisation.")]
    [TestCase("""{"tenant":"cinder","user":"PERSON","name":"../../escape"}""", "Line 2: The file cannot be named after the person.")]
    [TestCase("""{"tenant":"cinder","user":"PERSON"}""", "Line 2: There is a line before it for the same file.")]
    [TestCase("""{"tenant":"nowhere","user":"PERSON"}""", "Line 2: *")]
    public async Task A_mistake_in_any_line_is_named_and_no_key_is_made(string line, string sentence)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Combine("people.jsonl");
        var person = await PersonAsync();
        await File.WriteAllTextAsync(file, $$"""{"tenant":"cinder","user":"{{person}}"}""" + "\n" + line.Replace("PERSON", person, StringComparison.Ordinal));

        var run = await RunAsync("key", "batch", file, "--out", folder.Combine("keys"));

        run.ExitCode.Should().Be(2);
        run.Errors.Should().Match($"error: {sentence}*No key was made.*");
        Directory.Exists(folder.Combine("keys")).Should().BeFalse();
    }

    private static async Task<string> PersonAsync()
    {
        var list = await RunAsync("key", "list", "--tenant", "cinder", "--json");
        return JsonDocument.Parse(list.Lines.Single()).RootElement.GetProperty("keys")[0].GetProperty("user").GetString()!;
    }

    // Without a key: the embedded cluster's own credential does the work.
    private static async Task<ToolRun> RunAsync(params string[] arguments) =>
        await ToolProcess.RunAsync((await DemoState.AsAsync("cinder", "analyst")) with { ApiKeyFile = null }, arguments);
}
