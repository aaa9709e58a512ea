namespace Pulsepoint.Mcp.Core.Refusals;

/// <summary>A setting with a value that cannot be used: names it and shows one that can. Stops the program (exit code 2).</summary>
/// <param name="setting">The setting's name.</param>
/// <param name="problem">What is wrong with its value, without the value: it may hold a password.</param>
/// <param name="example">A value that could be used.</param>
public sealed class SettingException(string setting, string problem, string example)
    : Exception($"{setting} {problem}")
{
    public string Example { get; } = $"For example: {setting}={example}";
}
