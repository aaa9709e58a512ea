using System.Diagnostics;

namespace Pulsepoint.Mcp.IntegrationTests.Google.BigQuery.Moves;

/// <summary>The tool as a process of its own.</summary>
internal static class ToolProgram
{
    public static Process Start(IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : "dotnet";
        var start = new ProcessStartInfo(host, [Path.Combine(AppContext.BaseDirectory, "Pulsepoint.Mcp.dll"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        return Process.Start(start)!; // it is no document that another program opens
    }
}
