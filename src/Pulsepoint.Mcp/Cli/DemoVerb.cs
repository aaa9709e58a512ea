using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Pulsepoint.Mcp.Core.Clusters;
using Pulsepoint.Mcp.Demo;

namespace Pulsepoint.Mcp.Cli;

/// <summary>Everything on this machine, from nothing to an answered question.</summary>
internal static class DemoVerb
{
    private const int MaxScale = 1_000;

    private static readonly Option<int> s_scale = new("--scale") { Description = "Times as many orders.", HelpName = "N", DefaultValueFactory = _ => 1 };
    private static readonly Option<bool> s_json = new("--json") { Description = "Print one JSON object instead of text." };
    private static readonly Option<bool> s_keepRunning = new("--keep-running") { Description = "Leave the database running afterwards, until demo --stop." };
    private static readonly Option<bool> s_stop = new("--stop") { Description = "Only stop the database that --keep-running left; its data stay." };
    private static readonly Option<bool> s_reset = new("--reset") { Description = "Throw the demo's database, data and keys away first." };
    private static readonly Option<bool> s_yes = new("--yes") { Description = "Fetch the Postgres programs without asking when there are none." };

    public static Command Create()
    {
        var command = new Command("demo", "Start a private database, load three demo organisations and answer a question about them.")
        {
            s_scale, s_json, s_keepRunning, s_stop, s_reset, s_yes,
        };
        command.Runs(RunAsync, (settings, _) => DemoRun.OnOwnMachine(settings));
        return command;
    }

    private static async Task<int> RunAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(s_stop))
            return await StopAsync(services, parsed, cancellationToken);

        var scale = parsed.GetValue(s_scale);
        if (scale is < 1 or > MaxScale)
            throw new UsageException($"--scale is not between 1 and {MaxScale}.", "For example: pulsepoint-mcp demo --scale 5");

        var request = new DemoRequest
        {
            Scale = scale,
            KeepRunning = parsed.GetValue(s_keepRunning),
            Reset = parsed.GetValue(s_reset),
            MayFetch = parsed.GetValue(s_yes),
        };
        var outcome = await services.GetRequiredService<DemoRun>().RunAsync(request, cancellationToken);
        if (parsed.GetValue(s_json))
            await DemoJson.WriteAsync(outcome, Console.OpenStandardOutput(), cancellationToken);
        else
            DemoReport.Write(outcome);

        if (request.KeepRunning)
            await Console.Error.WriteLineAsync($"The database stays running until: pulsepoint-mcp demo --stop{(parsed.GetValue(Verb.State) is { } state ? $" --state {state}" : "")}");

        return outcome.Answer.Code is null ? ExitCode.Done : ExitCode.Failed;
    }

    private static async Task<int> StopAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(s_keepRunning) || parsed.GetValue(s_reset))
            throw new UsageException("--stop goes with neither --keep-running nor --reset.", "For example: pulsepoint-mcp demo --stop");

        var isStopped = await services.GetRequiredService<IEmbeddedCluster>().StopAsync(cancellationToken);
        await Console.Out.WriteLineAsync(isStopped ? "The database is stopped; its data stay." : "No database of this state folder runs.");
        return ExitCode.Done;
    }
}
