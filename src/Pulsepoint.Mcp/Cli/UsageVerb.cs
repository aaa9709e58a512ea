using System.CommandLine;

namespace Pulsepoint.Mcp.Cli;

internal static class UsageVerb
{
    public static Command Create() => new("usage", "See what was used.") { UsageReportVerb.Create(), UsageHistoryVerb.Create() };
}
