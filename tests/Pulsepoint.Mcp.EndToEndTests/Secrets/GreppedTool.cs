using Pulsepoint.Mcp.EndToEndTests.Tool;

namespace Pulsepoint.Mcp.EndToEndTests.Secrets;

/// <summary>Runs the tool as talkative as it can be, and looks through all it said.</summary>
internal static class GreppedTool
{
    // A longer argument may be a secret itself.
    private const int LongestNamedArgument = 30;

    /// <param name="setting">Where and with what.</param>
    /// <param name="arguments">The command line.</param>
    /// <param name="also">Secrets of this run that are not in the state folder.</param>
    /// <param name="lines">What is piped in.</param>
    public static async Task<ToolRun> RunAsync(
        ToolSetting setting, IReadOnlyList<string> arguments, IEnumerable<KnownSecret>? also = null, params IReadOnlyList<string> lines)
    {
        var before = StateSecrets.Of(setting.State);
        var run = await ToolProcess.RunAsync(Talkative(setting), [.. arguments, "--verbose"], lines);

        var grep = new SecretGrep([.. before, .. StateSecrets.Of(setting.State), .. also ?? [], SecretsSetup.ShopToken]);
        var command = string.Join(' ', arguments.Select(a => a.Length <= LongestNamedArgument ? a : "…"));
        grep.ShouldFindNothingIn(string.Join('\n', run.Lines), $"stdout of '{command}'");
        grep.ShouldFindNothingIn(run.Errors, $"stderr of '{command}'");
        return run;
    }

    public static ToolSetting Talkative(ToolSetting setting) =>
        setting.More.ContainsKey("PULSEPOINT_LOG") ? setting : With(setting, "PULSEPOINT_LOG", "debug");

    public static ToolSetting With(ToolSetting setting, string name, string value) =>
        setting with { More = new Dictionary<string, string>(setting.More, StringComparer.Ordinal) { [name] = value } };
}
