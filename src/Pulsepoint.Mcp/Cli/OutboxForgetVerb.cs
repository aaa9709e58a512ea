using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Pulsepoint.Mcp.Core.Outbox;

namespace Pulsepoint.Mcp.Cli;

/// <summary>Gives up what a key left on this machine, for every sink.</summary>
internal static class OutboxForgetVerb
{
    private static readonly LeftKey s_left = new();

    public static Command Create()
    {
        var command = new Command("forget", "Give up what a key left here, that has ended, for good.");
        s_left.AddTo(command);
        command.Runs(ForgetAsync);
        return command;
    }

    private static async Task<int> ForgetAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        var outbox = services.GetRequiredService<IOutboxAdministration>();
        if (await s_left.FindAsync(parsed, outbox, cancellationToken) is not { } left)
        {
            await Console.Out.WriteLineAsync(LeftKey.NothingLeft);
            return ExitCode.Done;
        }

        var gone = await outbox.ForgetAsync(left.Tenant, left.Key, cancellationToken);
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{gone} events were given up."));
        return ExitCode.Done;
    }
}
