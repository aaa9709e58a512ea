namespace Pulsepoint.Mcp.Cli;

/// <summary>A command line that cannot be followed (exit code 2).</summary>
internal sealed class UsageException(string message, string example) : Exception(message)
{
    public string Example { get; } = example;
}
