using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Pulsepoint.Mcp.Core.Serving;

namespace Pulsepoint.Mcp.Cli;

/// <summary>Speaks MCP on stdin and stdout until the input ends.</summary>
internal static class ServeVerb
{
    private static readonly Option<bool> s_requireKey = new("--require-key") { Description = "End with exit code 4 when there is no usable key." };

    public static Command Create()
    {
        var command = new Command("serve", "Speak MCP over stdin and stdout (the default).") { s_requireKey };
        command.Runs(ServeAsync);
        return command;
    }

    /// <summary>Without options, as clients start it.</summary>
    public static Task<int> RunAsync(CancellationToken cancellationToken) =>
        Verb.RunAsync(VerbOptions.None, (services, token) => ServeAsync(services, requireKey: false, token), cancellationToken);

    public static Task<int> ServeAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken) =>
        ServeAsync(services, parsed.GetValue(s_requireKey), cancellationToken);

    private static async Task<int> ServeAsync(IServiceProvider services, bool requireKey, CancellationToken cancellationToken)
    {
        // The raw stream first: whatever a library prints from here on goes to standard error.
        var (input, output) = (Console.OpenStandardInput(), Console.OpenStandardOutput());
        Console.SetOut(Console.Error);

        var endpoint = services.GetRequiredService<IMcpEndpoint>();
        if (requireKey)
            await endpoint.RequireKeyAsync(cancellationToken);

        await endpoint.ServeAsync(input, output, cancellationToken);
        return ExitCode.Done;
    }
}
