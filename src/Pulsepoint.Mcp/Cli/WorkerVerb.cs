using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Pulsepoint.Mcp.Worker;

namespace Pulsepoint.Mcp.Cli;

/// <summary>What the platform does for all organisations while nobody looks, on a machine of its own.</summary>
internal static class WorkerVerb
{
    private static readonly Option<bool> s_tokens = new("--tokens") { Description = "Have Google make the access tokens that API keys ask for." };
    private static readonly Option<bool> s_once = new("--once") { Description = "Serve what waits now, and end." };

    public static Command Create()
    {
        var command = new Command("worker", "Serve API keys with the platform's credential until stopped.") { s_tokens, s_once };
        command.Runs(WorkAsync);
        return command;
    }

    private static async Task<int> WorkAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        if (!parsed.GetValue(s_tokens))
            throw new UsageException("The worker was not told what to serve.", "For example: pulsepoint-mcp worker --tokens");

        var watch = services.GetRequiredService<TokenWatch>();
        if (parsed.GetValue(s_once))
        {
            var report = await watch.OnceAsync(cancellationToken);
            await Console.Out.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"{report.Taken} requests for tokens, {report.Taken - report.Problems.Count} of them answered"));
            return report.Problems.Count == 0 ? ExitCode.Done : ExitCode.Failed;
        }

        await Console.Error.WriteLineAsync("Serving requests for tokens until stopped; problems are said here.");
        try
        {
            await watch.RunAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // To be stopped is how a worker ends.
        }

        return ExitCode.Done;
    }
}
