using System.CommandLine;
using NodaTime.Text;
using Pulsepoint.Mcp.Core.Access;

namespace Pulsepoint.Mcp.Cli;

/// <summary>Every key of an organisation, with its state; the keys themselves are kept nowhere.</summary>
internal static class KeyListVerb
{
    private static readonly string[] s_heading = ["id", "person", "permissions", "brands", "note", "until", "state"];

    private static readonly Option<string?> s_tenant = new("--tenant") { Description = "The organisation's slug; with an API key, its own.", HelpName = "SLUG" };
    private static readonly Option<bool> s_json = new("--json") { Description = "Print one JSON object instead of a table." };

    public static Command Create()
    {
        var command = new Command("list", "List the keys of an organisation.") { s_tenant, s_json };
        command.Runs(ListAsync);
        return command;
    }

    private static async Task<int> ListAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        var (tenant, keys) = await new KeyAdministration(services).ListAsync(parsed.GetValue(s_tenant), cancellationToken);
        if (parsed.GetValue(s_json))
        {
            await KeyListJson.WriteAsync(tenant, keys, Console.OpenStandardOutput(), cancellationToken);
            return ExitCode.Done;
        }

        foreach (var line in Columns.Lines(s_heading, keys.Select(Row)))
            await Console.Out.WriteLineAsync(line);

        return ExitCode.Done;
    }

    private static IReadOnlyList<string> Row(ListedKey key) =>
    [
        key.Key.ToString(),
        key.UserName ?? key.User.ToString(),
        string.Join(',', PermissionNames.Of(key.Permissions)),
        key.Brands.ToString(),
        key.Note ?? "",
        InstantPattern.General.Format(key.ExpiresAt),
        key.ReplacedBy is { } successor && key.State == KeyState.Live ? $"{key.State.Name()}, replaced by {successor}" : key.State.Name(),
    ];
}
