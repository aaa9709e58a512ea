using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Pulsepoint.Mcp.Alerts;
using Pulsepoint.Mcp.Core.Access;

namespace Pulsepoint.Mcp.Cli;

/// <summary>Evaluates the rules of the configured key's organisation, and sends what it finds to the webhook.</summary>
internal static class AlertsWatchVerb
{
    private const int DefaultSeconds = 300;

    private static readonly Option<bool> s_once = new("--once") { Description = "Evaluate the rules on metrics and missing data once, and end." };
    private static readonly Option<bool> s_json = new("--json") { Description = "Print one JSON object a line for each alert that fires or ends." };

    private static readonly Option<int> s_every = new("--every")
    {
        Description = "Seconds between two looks at the metrics, from 10 to 86400; default 300.",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => DefaultSeconds,
    };

    public static Command Create()
    {
        s_every.Takes(10, 86400, "seconds");
        var command = new Command("watch", "Evaluate alert rules until stopped: metrics on a schedule, usage as events arrive.") { s_once, s_every, s_json };
        command.Runs(WatchAsync);
        return command;
    }

    private static async Task<int> WatchAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        var tenant = services.GetRequiredService<IConfiguredKey>().Require();
        var watch = services.GetRequiredService<AlertWatch>();
        using var lines = new AlertLines(parsed.GetValue(s_json), services.GetRequiredService<TimeProvider>(), Console.Error);
        if (parsed.GetValue(s_once))
        {
            await watch.OnceAsync(tenant, lines, cancellationToken);
            return ExitCode.Done;
        }

        try
        {
            await watch.RunAsync(tenant, TimeSpan.FromSeconds(parsed.GetValue(s_every)), lines, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // To be stopped is how a watch ends.
        }

        return ExitCode.Done;
    }
}
