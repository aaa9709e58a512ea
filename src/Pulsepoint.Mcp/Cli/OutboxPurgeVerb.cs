using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Pulsepoint.Mcp.Core.Outbox;

namespace Pulsepoint.Mcp.Cli;

/// <summary>Gives dead events up for good, or everything that waits for a sink that is not set up any more.</summary>
internal static class OutboxPurgeVerb
{
    private static readonly EventChoice s_events = new();
    private static readonly Option<string?> s_sink = new("--sink") { Description = "All that waits for this sink, which must not be set up any more.", HelpName = "SINK" };

    public static Command Create()
    {
        var command = new Command("purge", "Give dead events up for good. What waits for a sink that is set up is left alone.");
        s_events.AddTo(command);
        command.Add(s_sink);
        command.Runs(PurgeAsync);
        return command;
    }

    private static async Task<int> PurgeAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        var outbox = services.GetRequiredService<IOutboxAdministration>();
        var gone = parsed.GetValue(s_sink) is { } sink
            ? await outbox.DropSinkAsync(Removed(services, sink, parsed), cancellationToken)
            : await outbox.PurgeAsync(s_events.Of(parsed), cancellationToken);
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{gone} deliveries were given up."));
        return ExitCode.Done;
    }

    private static string Removed(IServiceProvider services, string sink, ParseResult parsed)
    {
        if (s_events.IsGiven(parsed))
            throw new UsageException("--sink gives up all that waits for one sink; it takes no events and no --all.", "For example: pulsepoint-mcp outbox purge --sink pubsub");

        if (services.GetServices<IEventSink>().Any(s => s.Name == sink))
            throw new UsageException($"The sink '{sink}' is set up: what waits for it will be delivered.", "Only what it will not take can be given up: pulsepoint-mcp outbox purge --all");

        return sink;
    }
}
