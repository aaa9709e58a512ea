using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Pulsepoint.Mcp.Core.Outbox;

namespace Pulsepoint.Mcp.Cli;

/// <summary>Gives dead events up for good; those that wait are left alone.</summary>
internal static class OutboxPurgeVerb
{
    private static readonly EventChoice s_events = new();

    public static Command Create()
    {
        var command = new Command("purge", "Give dead events up for good. What waits is left alone.");
        s_events.AddTo(command);
        command.Runs(PurgeAsync);
        return command;
    }

    private static async Task<int> PurgeAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        var gone = await services.GetRequiredService<IOutboxAdministration>().PurgeAsync(s_events.Of(parsed), cancellationToken);
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{gone} deliveries were given up."));
        return ExitCode.Done;
    }
}
