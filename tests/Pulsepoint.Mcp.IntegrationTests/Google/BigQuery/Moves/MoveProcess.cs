using System.Diagnostics;

namespace Pulsepoint.Mcp.IntegrationTests.Google.BigQuery.Moves;

/// <summary>The tool as a process of its own, with the scene's folder, database and BigQuery.</summary>
internal static class MoveProcess
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    public static Process Start(MoveScene scene, params IEnumerable<string> arguments) => ToolProgram.Start(
        ["tenant", "move", .. arguments, "--state", scene.State],
        new Dictionary<string, string>
        {
            ["PULSEPOINT_PLATFORM_DATABASE"] = scene.Database.PlatformDatabase,
            ["BIGQUERY_EMULATOR_HOST"] = scene.Server.Host,
        });

    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(MoveScene scene, params IEnumerable<string> arguments)
    {
        using var process = Start(scene, arguments);
        using var patience = new CancellationTokenSource(s_patience);
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        var output = await process.StandardOutput.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        return (process.ExitCode, output, await errors);
    }
}
