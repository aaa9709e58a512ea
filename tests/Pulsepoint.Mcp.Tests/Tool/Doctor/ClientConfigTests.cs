using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Doctor;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.Tests.Tool.Doctor;

/// <summary>In the texts, PROGRAM is a program that is there, and FOLDER where it is.</summary>
internal sealed class ClientConfigTests
{
    private const string Key = "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJwdWxzZXBvaW50In0.c2lnbmF0dXJl";

    private string _folder = null!; // set before each test

    [SetUp]
    public void MakeFolder()
    {
        _folder = TemporaryFolder.Create();
        File.WriteAllText(Path.Combine(_folder, "pulsepoint-mcp"), "");
        File.WriteAllText(Path.Combine(_folder, "analyst.key"), "");
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestCase("""{"mcpServers":{"any name":{"command":"PROGRAM","args":["serve"],"env":{"PULSEPOINT_API_KEY_FILE":"FOLDER/analyst.key"}}}}""")]
    [TestCase("""{"servers":{"pulsepoint":{"type":"stdio","command":"PROGRAM","args":["serve"]},},} // as people leave it""")]
    [TestCase("""{"projects":{"/home/you/shop":{"mcpServers":{"pulsepoint":{"command":"PROGRAM"}}}}}""")]
    [TestCase("""{"servers":{"p":{"command":"PROGRAM","env":{"PULSEPOINT_API_KEY":"${input:key}"}}}}""")]
    public async Task An_entry_that_works_is_well_in_each_clients_way_of_writing(string text) =>
        (await ExamineAsync(text)).Standing.Should().Be(Standing.Well);

    [TestCase("/nowhere/pulsepoint-mcp", """{"mcpServers":{"pulsepoint":{"command":"/nowhere/pulsepoint-mcp"}}}""")]
    [TestCase("/nowhere/Pulsepoint.Mcp.dll", """{"mcpServers":{"pulsepoint":{"command":"PROGRAM","args":["/nowhere/Pulsepoint.Mcp.dll"]}}}""")]
    public async Task A_program_that_is_not_there_is_wrong(string missing, string text) =>
        (await ExamineAsync(text)).Should().Match<Finding>(f => f.Standing == Standing.Wrong && f.Text.Contains(missing));

    [Test]
    public async Task A_bare_name_is_looked_for_on_the_search_path()
    {
        const string text = """{"mcpServers":{"pulsepoint":{"command":"pulsepoint-mcp","args":["serve"]}}}""";

        (await ExamineAsync(text, searchPath: _folder)).Standing.Should().Be(Standing.Well);
        (await ExamineAsync(text, searchPath: "/nowhere")).Standing.Should().Be(Standing.Wrong);
    }

    [TestCase("""{"mcpServers":{"pulsepoint":{"command":"PROGRAM","env":{"PULSEPOINT_API_KEY":"SECRET"}}}}""")]
    [TestCase("""{"mcpServers":{"pulsepoint":{"command":"PROGRAM","args":["serve","SECRET"]}}}""")]
    [TestCase("""{"mcpServers":{"pulsepoint":{"command":"PROGRAM","env":{"PULSEPOINT_API_KEY":"damaged but meant as one"}}}}""")]
    public async Task A_key_in_plain_text_is_wrong_and_is_not_repeated(string text)
    {
        var found = await ExamineAsync(text);

        found.Should().Match<Finding>(f => f.Standing == Standing.Wrong && f.Text.Contains("plain text"));
        found.ToString().Should().NotContain(Key).And.NotContain("damaged but meant");
    }

    [Test]
    public async Task A_key_file_that_is_not_there_is_wrong() =>
        (await ExamineAsync("""{"servers":{"p":{"command":"PROGRAM","env":{"PULSEPOINT_API_KEY_FILE":"FOLDER/gone.key"}}}}"""))
            .Should().Match<Finding>(f => f.Standing == Standing.Wrong && f.Fix!.Contains("PULSEPOINT_API_KEY_FILE"));

    [TestCase("""{"mcpServers":{"other":{"command":"npx","args":["other"],"env":{"TOKEN":"SECRET"}}}}""")]
    [TestCase("""{"mcpServers":[1],"servers":null,"projects":{"a":1}}""")]
    [TestCase("[]")]
    public async Task Other_peoples_servers_are_nothing_to_us(string text) =>
        (await ExamineAsync(text)).Standing.Should().Be(Standing.Skipped);

    [Test]
    public async Task A_file_that_is_no_json_is_warned_of() =>
        (await ExamineAsync("{")).Standing.Should().Be(Standing.Warning);

    private async Task<Finding> ExamineAsync(string text, string searchPath = "")
    {
        var folder = _folder.Replace('\\', '/');
        var file = Path.Combine(_folder, "config.json");
        await File.WriteAllTextAsync(file, text
            .Replace("PROGRAM", $"{folder}/pulsepoint-mcp", StringComparison.Ordinal)
            .Replace("FOLDER", folder, StringComparison.Ordinal)
            .Replace("SECRET", Key, StringComparison.Ordinal));
        return await new ClientConfigCheck([new ClientConfigPlace("Cursor", file), new ClientConfigPlace("VS Code", Path.Combine(_folder, "none.json"))], searchPath)
            .ExamineAsync(CancellationToken.None);
    }
}
