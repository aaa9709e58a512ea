using System.CommandLine;

namespace Pulsepoint.Mcp.Cli;

/// <summary>Ends keys at once: their logins are locked and their open sessions cut.</summary>
internal static class KeyRevokeVerb
{
    private static readonly Argument<string[]> s_keys = new("ID") { Description = "The ids of the keys, as key list prints them.", Arity = ArgumentArity.OneOrMore };

    public static Command Create()
    {
        var command = new Command("revoke", "End keys at once, and their open sessions with them.") { s_keys };
        command.Runs(RevokeAsync);
        return command;
    }

    private static async Task<int> RevokeAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        // All of them are read before the first is ended: a typing mistake ends none.
        var keys = parsed.GetRequiredValue(s_keys).Select(KeyIdArgument.Parse).ToList();
        var administration = new KeyAdministration(services);
        var code = ExitCode.Done;
        foreach (var key in keys)
        {
            if (await administration.RevokeAsync(key, cancellationToken))
            {
                await Console.Out.WriteLineAsync($"{key} revoked");
            }
            else
            {
                await Console.Error.WriteLineAsync($"{key} is not the id of a key here; see 'pulsepoint-mcp key list'");
                code = ExitCode.Failed;
            }
        }

        return code;
    }
}
