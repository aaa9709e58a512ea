using Pulsepoint.Mcp.Core.Clusters;
using Pulsepoint.Mcp.Core.Refusals;

namespace Pulsepoint.Mcp.Cli;

/// <summary>What a script can branch on.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int WrongUsage = 2;
    public const int MissingOnMachine = 3;
    public const int KeyRefused = 4;

    public static int Of(Exception failure) => failure switch
    {
        SettingException or UsageException => WrongUsage,
        MissingOnMachineException => MissingOnMachine,
        RefusalException refusal => Of(refusal.Code, refusal.InnerException),
        _ => Failed,
    };

    /// <param name="code">Why it was refused.</param>
    /// <param name="cause">What is behind that: a server goes on and refuses, a command ends with what is wrong.</param>
    public static int Of(RefusalCode code, Exception? cause) =>
        cause is SettingException or MissingOnMachineException ? Of(cause) : code.IsAboutTheKey() ? KeyRefused : Failed;
}
