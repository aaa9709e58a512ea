using System.CommandLine;
using System.CommandLine.Parsing;

namespace Pulsepoint.Mcp.Cli;

/// <summary>Every verb of the tool. Without one it serves, because that is what clients start it for.</summary>
internal static class CommandLineRoot
{
    public static RootCommand Create()
    {
        var root = new RootCommand("Pulsepoint MCP: trusted sales and ads numbers of your brands, for Claude, Cursor and scripts.")
        {
            ServeVerb.Create(),
            DemoVerb.Create(),
            CallVerb.Create(),
            MigrateVerb.Create(),
            IssuerVerb.Create(),
            KeyVerb.Create(),
            TenantVerb.Create(),
            UserVerb.Create(),
            BrandVerb.Create(),
            RetentionVerb.Create(),
            SecretsVerb.Create(),
            Verb.State,
            Verb.Verbose,
        };
        root.Runs(ServeVerb.ServeAsync);
        return root;
    }

    /// <summary>The command line that shows the help of the verb at hand.</summary>
    public static string HelpOf(ParseResult parsed)
    {
        var verbs = new Stack<string>();
        for (SymbolResult? at = parsed.CommandResult; at is CommandResult { Command: not RootCommand } command; at = at.Parent)
            verbs.Push(command.Command.Name);

        return string.Join(' ', ["pulsepoint-mcp", .. verbs, "--help"]);
    }
}
