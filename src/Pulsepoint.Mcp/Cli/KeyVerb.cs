using System.CommandLine;

namespace Pulsepoint.Mcp.Cli;

/// <summary>API keys of people.</summary>
internal static class KeyVerb
{
    public static Command Create() => new("key", "Issue and show API keys.") { KeyIssueVerb.Create(), KeyShowVerb.Create() };
}
