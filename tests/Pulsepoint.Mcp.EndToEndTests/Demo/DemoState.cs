using System.Text.Json;
using FluentAssertions;
using Pulsepoint.Mcp.EndToEndTests.Tool;

namespace Pulsepoint.Mcp.EndToEndTests.Demo;

/// <summary>
/// One demo for the whole run, made by the tool itself when the first test asks for it; or, where PULSEPOINT_E2E_DEMO names a state
/// folder, the one that is there, which another package of the tool may have made.
/// </summary>
internal static class DemoState
{
    private static readonly string? s_kept = Environment.GetEnvironmentVariable("PULSEPOINT_E2E_DEMO");
    private static readonly Lazy<Task<JsonElement>> s_report = new(MakeAsync);
    private static TemporaryFolder? s_folder;

    /// <summary>What <c>demo --json</c> printed.</summary>
    public static Task<JsonElement> ReportAsync() => s_report.Value;

    /// <summary>The setting in which the tool answers as the holder of a demo key.</summary>
    public static async Task<ToolSetting> AsAsync(string tenant, string key)
    {
        var report = await ReportAsync();
        var keys = report.GetProperty("tenants").EnumerateArray().Single(t => t.GetProperty("id").GetString() == tenant).GetProperty("keys");
        var file = keys.EnumerateArray().Single(k => k.GetProperty("name").GetString() == key).GetProperty("file").GetString();
        return new ToolSetting { State = report.GetProperty("state").GetString()!, ApiKeyFile = file };
    }

    public static void Remove() => s_folder?.Dispose();

    private static async Task<JsonElement> MakeAsync()
    {
        var run = await ToolProcess.RunAsync(new ToolSetting { State = s_kept ?? CreateFolder() }, ["demo", "--json"]);

        run.ExitCode.Should().Be(0, $"the demo must work before anything can be asked; it said: {run.Errors}");
        using var report = JsonDocument.Parse(string.Join('\n', run.Lines));
        return report.RootElement.Clone();
    }

    private static string CreateFolder()
    {
        s_folder = new TemporaryFolder();
        return s_folder.CreateFolder("state");
    }
}
