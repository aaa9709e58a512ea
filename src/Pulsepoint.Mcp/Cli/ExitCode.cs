namespace Pulsepoint.Mcp.Cli;

/// <summary>What a script can branch on.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int WrongUsage = 2;
    public const int MissingOnMachine = 3;
    public const int KeyRefused = 4;
}
