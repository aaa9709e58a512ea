using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Pulsepoint.Mcp.Demo;

namespace Pulsepoint.Mcp.Cli;

/// <summary>Everything on this machine, from nothing to an answered question.</summary>
internal static class DemoVerb
{
    private const int MaxScale = 1_000;

    private static readonly Option<int> s_scale = new("--scale") { Description = "Times as many orders.", HelpName = "N", DefaultValueFactory = _ => 1 };
    private static readonly Option<bool> s_json = new("--json") { Description = "Print one JSON object instead of text." };
    private static readonly Option<bool> s_keepRunning = new("--keep-running") { Description = "Leave the database running afterwards." };
    private static readonly Option<bool> s_reset = new("--reset") { Description = "Throw the demo's database, data and keys away first." };
    private static readonly Option<bool> s_yes = new("--yes") { Description = "Fetch the Postgres programs without asking when there are none." };

    public static Command Create()
    {
        var command = new Command("demo", "Start a private database, load three demo organisations and answer a question about them.")
        {
            s_scale, s_json, s_keepRunning, s_reset, s_yes,
        };
        command.Runs(RunAsync, (settings, _) => DemoRun.OnOwnMachine(settings));
        return command;
    }

    private static async Task<int> RunAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
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

        return outcome.Answer.Code is null ? ExitCode.Done : ExitCode.Failed;
    }
}
