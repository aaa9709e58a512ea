using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Pulsepoint.Mcp.Core.Outbox;

namespace Pulsepoint.Mcp.Cli;

/// <summary>Seals new events on this machine with a new key.</summary>
internal static class OutboxRotateVerb
{
    public static Command Create()
    {
        var command = new Command("rotate", "Seal new events with a new key; an old key is kept as long as an event needs it.");
        command.Runs(RotateAsync);
        return command;
    }

    private static async Task<int> RotateAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        var key = await services.GetRequiredService<IOutboxAdministration>().RotateKeyAsync(cancellationToken);
        await Console.Out.WriteLineAsync($"New events are sealed with key {key} now.");
        return ExitCode.Done;
    }
}
