namespace Pulsepoint.Mcp.Hosting;

/// <summary>A setting with a value that cannot be used (exit code 2): names it and shows one that can.</summary>
internal sealed class SettingException(string setting, string problem, string example)
    : Exception($"{setting} {problem}")
{
    public string Example { get; } = $"For example: {setting}={example}";
}
