using System.CommandLine;

namespace Pulsepoint.Mcp.Cli;

/// <summary>What opens the shops and ad accounts, with the platform's credential. No verb ever prints one.</summary>
internal static class SecretsVerb
{
    public static Command Create() => new("secrets", "Keep the sealed secrets of connections to shops and ad platforms.")
    {
        SecretsSetVerb.Create(), SecretsListVerb.Create(), SecretsRemoveVerb.Create(), SecretsRotateVerb.Create(),
    };
}
