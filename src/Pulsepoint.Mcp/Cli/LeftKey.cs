using System.CommandLine;
using Pulsepoint.Mcp.Core.Outbox;

namespace Pulsepoint.Mcp.Cli;

/// <summary>Whose events a verb is about: those of a key that does not come back.</summary>
internal sealed class LeftKey
{
    public const string NothingLeft = "Nothing of this key waits here that a process does not deliver.";

    private readonly Option<string> _tenant = new("--tenant") { Description = "The organisation's slug.", HelpName = "SLUG", Required = true };
    private readonly Argument<string> _key = new("KEY") { Description = "The key's id, as 'outbox status' prints it." };

    public void AddTo(Command command)
    {
        command.Add(_tenant);
        command.Add(_key);
    }

    /// <returns>Null where nothing of it waits, or a process with that key delivers it.</returns>
    public async Task<LeftEvents?> FindAsync(ParseResult parsed, IOutboxAdministration outbox, CancellationToken cancellationToken)
    {
        var (tenant, key) = (TenantOption.Parse(parsed.GetRequiredValue(_tenant)), KeyIdArgument.Parse(parsed.GetRequiredValue(_key)));
        var status = await outbox.StatusAsync(cancellationToken);
        return status.Left.FirstOrDefault(left => left.Tenant == tenant && left.Key == key);
    }
}
