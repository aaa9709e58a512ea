using System.CommandLine;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Cli;

/// <summary>Whose events a verb is about: those of a key that does not come back.</summary>
internal sealed class LeftKey
{
    private readonly Option<string> _tenant = new("--tenant") { Description = "The organisation's slug.", HelpName = "SLUG", Required = true };
    private readonly Argument<string> _key = new("KEY") { Description = "The key's id, as 'outbox status' prints it." };

    public void AddTo(Command command)
    {
        command.Add(_tenant);
        command.Add(_key);
    }

    public (TenantId Tenant, KeyId Key) Of(ParseResult parsed) =>
        (TenantOption.Parse(parsed.GetRequiredValue(_tenant)), KeyIdArgument.Parse(parsed.GetRequiredValue(_key)));
}
