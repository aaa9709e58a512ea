namespace Pulsepoint.Mcp.Core.Clusters;

/// <summary>Something that must be installed first (exit code 3): says what is missing and the command that installs it.</summary>
public sealed class MissingOnMachineException(string message, string howToInstall, Exception? cause = null) : Exception(message, cause)
{
    public string HowToInstall { get; } = howToInstall;
}
