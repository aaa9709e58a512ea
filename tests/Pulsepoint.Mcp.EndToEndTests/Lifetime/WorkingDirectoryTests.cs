using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.EndToEndTests.Tool;

namespace Pulsepoint.Mcp.EndToEndTests.Lifetime;

/// <summary>A client starts the server wherever it stands itself. What lies there is none of the server's business.</summary>
internal sealed class WorkingDirectoryTests
{
    private const string Talkative = """{"Logging":{"LogLevel":{"Default":"Trace"}},"PULSEPOINT_LOG":"debug","PULSEPOINT_API_KEY":"not-a-key"}""";

    [TestCase("{ this is not json", TestName = "A_broken_settings_file_where_the_client_stands_is_not_read")]
    [TestCase(Talkative, TestName = "A_hostile_settings_file_where_the_client_stands_changes_nothing")]
    public async Task Settings_where_the_client_stands_are_not_read(string settings)
    {
        using var folder = new TemporaryFolder();
        var hostile = folder.CreateFolder("hostile");
        foreach (var name in (string[])["appsettings.json", "appsettings.Production.json", "pulsepoint.json", ".env"])
            await File.WriteAllTextAsync(Path.Combine(hostile, name), settings);
        var elsewhere = new ToolSetting { State = folder.CreateFolder("state"), WorkingDirectory = folder.CreateFolder("elsewhere") };
        IReadOnlyList<string> lines = [.. Era.Handshake.Opening, Era.Handshake.CallTool(2, "setup_status")];

        var expected = await ToolProcess.RunAsync(elsewhere, ["serve"], lines);
        var run = await ToolProcess.RunAsync(elsewhere with { WorkingDirectory = hostile }, ["serve"], lines);

        run.Should().BeEquivalentTo(expected);
        run.Result(2);
    }

    [Test]
    [Platform("Linux", Reason = "Watches are counted in /proc.")]
    public async Task From_the_root_folder_the_server_watches_no_file()
    {
        using var state = new TemporaryFolder();
        await using var tool = ToolProcess.Start(new ToolSetting { State = state.Path, WorkingDirectory = "/" }, "serve");

        await tool.WriteLineAsync(Era.Handshake.Opening[0]);
        JsonRpc.Parse(await tool.ReadLineAsync());

        Watches(tool.Id).Should().BeEmpty();
    }

    [Test]
    [Platform("Linux", Reason = "Watches are counted in /proc.")]
    public void A_watched_folder_would_be_seen()
    {
        using var folder = new TemporaryFolder();
        using var watcher = new FileSystemWatcher(folder.Path) { EnableRaisingEvents = true };

        Watches(Environment.ProcessId).Should().NotBeEmpty();
    }

    private static IReadOnlyList<string> Watches(int process) =>
    [
        .. Directory
            .EnumerateFiles($"/proc/{process}/fdinfo")
            .SelectMany(LinesOf)
            .Where(line => line.StartsWith("inotify", StringComparison.Ordinal)),
    ];

    private static string[] LinesOf(string descriptor)
    {
        try
        {
            return File.ReadAllLines(descriptor);
        }
        catch (FileNotFoundException)
        {
            // Closed since it was listed.
            return [];
        }
    }
}
