using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Pulsepoint.Mcp.Core.Outbox;

namespace Pulsepoint.Mcp.Cli;

/// <summary>Lets dead events be delivered again, once their sink was mended.</summary>
internal static class OutboxRequeueVerb
{
    private static readonly EventChoice s_events = new();

    public static Command Create()
    {
        var command = new Command("requeue", "Let dead events be delivered again.");
        s_events.AddTo(command);
        command.Runs(RequeueAsync);
        return command;
    }

    private static async Task<int> RequeueAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        var waiting = await services.GetRequiredService<IOutboxAdministration>().RequeueAsync(s_events.Of(parsed), cancellationToken);
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{waiting} deliveries wait again."));
        return ExitCode.Done;
    }
}
