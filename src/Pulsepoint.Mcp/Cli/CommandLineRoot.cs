using System.CommandLine;

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
            Verb.State,
            Verb.Verbose,
        };
        root.Runs(ServeVerb.ServeAsync);
        return root;
    }
}
