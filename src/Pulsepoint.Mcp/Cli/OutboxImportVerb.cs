using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Pulsepoint.Mcp.Core.Outbox;

namespace Pulsepoint.Mcp.Cli;

/// <summary>Brings what a key left on this machine into the database, with the platform's credential; then it is not kept here for the database any more.</summary>
internal static class OutboxImportVerb
{
    // As much as a key may report in a day.
    private const int MostAtOnce = 100_000;

    // The sink that the database is.
    private const string Postgres = "postgres";

    private static readonly LeftKey s_left = new();

    public static Command Create()
    {
        var command = new Command("import", "Bring what a key left here, that has ended, into the database; with the platform's credential.");
        s_left.AddTo(command);
        command.Runs(ImportAsync);
        return command;
    }

    private static async Task<int> ImportAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        var outbox = services.GetRequiredService<IOutboxAdministration>();
        if (await s_left.FindAsync(parsed, outbox, cancellationToken) is not { } left)
        {
            await Console.Out.WriteLineAsync(LeftKey.NothingLeft);
            return ExitCode.Done;
        }

        var events = await outbox.ReadLeftAsync(left.Tenant, left.Key, Postgres, MostAtOnce, cancellationToken);
        var done = await services.GetRequiredService<IEventImport>().ImportAsync(left.Tenant, left.Key, events, cancellationToken);
        await outbox.SettleAsync(left.Tenant, left.Key, Postgres, done.Taken, cancellationToken);
        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{done.Added} events imported, {done.Known} were known, {done.Ignored} verdicts on other people's answers were left out."));
        if (done.Malformed.Count == 0)
            return ExitCode.Done;

        await Console.Error.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"error: {done.Malformed.Count} have not the form of an event and stay here.{Environment.NewLine}Give them up with 'pulsepoint-mcp outbox forget --tenant {left.Tenant} {left.Key}'."));
        return ExitCode.Failed;
    }
}
