using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace Pulsepoint.Mcp.IntegrationTests.Google.PubSub;

/// <summary>Google's own client for Node, which asks a Pub/Sub one thing after another and says what was wrong.</summary>
internal static class PubSubJudge
{
    private const string Solution = "Pulsepoint.Mcp.sln";
    private const string Package = "node_modules/@google-cloud/pubsub";
    private const string Script = "pubsub-judge/judge.js";

    // The judge gives up a case by itself.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(4);

    /// <summary>Whether <c>npm ci</c> has run, as far as this can be seen.</summary>
    public static bool IsInstalled => Directory.Exists(Path.Combine(Tools(), Package));

    /// <param name="emulator">The Pub/Sub, as <c>host:port</c>.</param>
    /// <returns>The verdicts by the names of their cases; null where there is no Node.</returns>
    public static async Task<IReadOnlyDictionary<string, Verdict>?> AskAsync(string emulator)
    {
        using var process = new Process { StartInfo = StartInfo(emulator) };
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            return null;
        }

        using var patience = new CancellationTokenSource(s_patience);
        try
        {
            var errors = process.StandardError.ReadToEndAsync(patience.Token);
            var output = await process.StandardOutput.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return process.ExitCode == 0 ? Read(output) : throw new InvalidOperationException($"The judge has failed: {await errors}");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static ProcessStartInfo StartInfo(string emulator) => new("node", [Script])
    {
        WorkingDirectory = Tools(),
        UseShellExecute = false,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        Environment =
        {
            ["PUBSUB_EMULATOR_HOST"] = emulator,
            // Otherwise the client looks for a cloud around it.
            ["METADATA_SERVER_DETECTION"] = "none",
        },
    };

    private static Dictionary<string, Verdict> Read(string output) => output
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => JsonElement.Parse(line))
        .ToDictionary(
            line => line.GetProperty("case").GetString()!,
            line => new Verdict(line.GetProperty("passed").GetBoolean(), line.TryGetProperty("said", out var said) ? said.GetString() : null),
            StringComparer.Ordinal);

    private static string Tools()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, Solution)))
            folder = folder.Parent ?? throw new DirectoryNotFoundException($"No {Solution} above {AppContext.BaseDirectory}.");

        return Path.Combine(folder.FullName, "tests", "tools");
    }
}
