namespace Pulsepoint.Mcp.Cli;

/// <summary>What is advised to whoever configures a client, for somebody at a shell: there is no client, and no server to restart.</summary>
internal static class ShellAdvice
{
    private static readonly string[] s_ofClients = [" in the client's configuration", " from the client's configuration", ", then restart the server", " and restart the server"];

    public static string Of(string advice) =>
        s_ofClients.Aggregate(advice, (text, words) => text.Replace(words, "", StringComparison.Ordinal));
}
