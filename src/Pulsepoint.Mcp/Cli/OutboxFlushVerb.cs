using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Outbox;

namespace Pulsepoint.Mcp.Cli;

/// <summary>Delivers now what the configured key left; for scripts that end before a server would have.</summary>
internal static class OutboxFlushVerb
{
    private const int DefaultSeconds = 10;
    private const int MostSeconds = 3600;

    private static readonly Option<int> s_timeout = new("--timeout")
    {
        Description = "Seconds after which it gives up.",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => DefaultSeconds,
    };

    public static Command Create()
    {
        s_timeout.Takes(1, MostSeconds, "seconds");
        var command = new Command("flush", "Deliver what the configured key made, now; exit code 1 if something still waits.") { s_timeout };
        command.Runs(FlushAsync);
        return command;
    }

    private static async Task<int> FlushAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        var tenant = services.GetRequiredService<IConfiguredKey>().Require();
        var waiting = await services.GetRequiredService<IEventDelivery>().FlushAsync(tenant, TimeSpan.FromSeconds(parsed.GetValue(s_timeout)), cancellationToken);
        if (waiting is 0)
        {
            await Console.Out.WriteLineAsync("Everything is delivered.");
            return ExitCode.Done;
        }

        await Console.Error.WriteLineAsync(waiting is { } left
            ? string.Create(CultureInfo.InvariantCulture, $"error: {left} deliveries still wait.{Environment.NewLine}See why with 'pulsepoint-mcp outbox status'.")
            : $"error: The time was up before it was known what waits.{Environment.NewLine}Try again with a longer --timeout.");
        return ExitCode.Failed;
    }
}
