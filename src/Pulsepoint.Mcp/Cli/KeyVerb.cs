using System.CommandLine;

namespace Pulsepoint.Mcp.Cli;

/// <summary>API keys of people.</summary>
internal static class KeyVerb
{
    public static Command Create() => new("key", "Issue, bundle, list, show, rotate and revoke API keys.")
    {
        KeyIssueVerb.Create(),
        KeyBatchVerb.Create(),
        KeyBundleVerb.Create(),
        KeyListVerb.Create(),
        KeyShowVerb.Create(),
        KeyRotateVerb.Create(),
        KeyRevokeVerb.Create(),
    };
}
