using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace Pulsepoint.Mcp.IntegrationTests.Google;

/// <summary>One of Google's own clients for Node, which asks a fake one thing after another and says what was wrong.</summary>
/// <param name="package">The client, like <c>pubsub</c>.</param>
/// <param name="script">What asks.</param>
/// <param name="setting">The environment variable that names an emulator.</param>
internal sealed class ClientJudge(string package, string script, string setting)
{
    private const string Solution = "Pulsepoint.Mcp.sln";
    private const string Packages = "node_modules/@google-cloud";

    // The judge gives up a case by itself.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(4);

    /// <summary>Whether <c>npm ci</c> has run, as far as this can be seen.</summary>
    public bool IsInstalled => Directory.Exists(Path.Combine(Tools(), Packages, package));

    public static ClientJudge PubSub { get; } = new("pubsub", "pubsub-judge/judge.js", "PUBSUB_EMULATOR_HOST");

    public static ClientJudge BigQuery { get; } = new("bigquery", "bigquery-judge/judge.js", "BIGQUERY_EMULATOR_HOST");

    /// <param name="emulator">The fake, as its clients are told of one.</param>
    /// <returns>The verdicts by the names of their cases; null where there is no Node.</returns>
    public async Task<IReadOnlyDictionary<string, Verdict>?> AskAsync(string emulator)
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

    private ProcessStartInfo StartInfo(string emulator) => new("node", [script])
    {
        WorkingDirectory = Tools(),
        UseShellExecute = false,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        Environment =
        {
            [setting] = emulator,
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
