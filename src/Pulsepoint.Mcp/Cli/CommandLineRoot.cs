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
            DoctorVerb.Create(),
            MigrateVerb.Create(),
            IssuerVerb.Create(),
            KeyVerb.Create(),
            TenantVerb.Create(),
            UserVerb.Create(),
            BrandVerb.Create(),
            RetentionVerb.Create(),
            UsageVerb.Create(),
            SecretsVerb.Create(),
            OutboxVerb.Create(),
            AlertsVerb.Create(),
            WorkerVerb.Create(),
            Verb.State,
            Verb.Verbose,
        };
        root.Runs(ServeVerb.ServeAsync);
        return root;
    }

    /// <summary>What is wrong. What was typed behind a verb of secrets may be one, so that is not repeated.</summary>
    public static string ErrorOf(ParseResult parsed) => parsed.UnmatchedTokens.Count > 0 && IsAboutSecrets(parsed)
        ? "There is an argument that does not belong here."
        : WithoutTypes(parsed.Errors[0].Message);

    // The library names the type that a value could not be read as, which tells whoever typed it nothing.
    private static string WithoutTypes(string message)
    {
        var at = message.IndexOf(" as expected type '", StringComparison.Ordinal);
        if (at < 0)
            return message;

        var wanted = message[at..] switch
        {
            var type when type.Contains("System.Int", StringComparison.Ordinal) => "a whole number",
            var type when type.Contains("System.Boolean", StringComparison.Ordinal) => "true or false",
            _ => "a number",
        };
        return $"{message[..at]}: it takes {wanted}.";
    }

    private static bool IsAboutSecrets(ParseResult parsed) => parsed.CommandResult.Parent is CommandResult { Command.Name: "secrets" };

    /// <summary>The command line that shows the help of the verb at hand.</summary>
    public static string HelpOf(ParseResult parsed)
    {
        var verbs = new Stack<string>();
        for (SymbolResult? at = parsed.CommandResult; at is CommandResult { Command: not RootCommand } command; at = at.Parent)
            verbs.Push(command.Command.Name);

        return string.Join(' ', ["pulsepoint-mcp", .. verbs, "--help"]);
    }
}
