using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Pulsepoint.Mcp.Core.Migrations;

namespace Pulsepoint.Mcp.Cli;

/// <summary>Brings the database to the schema of this version, or says what that would take.</summary>
internal static class MigrateVerb
{
    private static readonly Option<bool> s_check = new("--check") { Description = "Only report: exit 0 at head, 1 otherwise." };
    private static readonly Option<bool> s_bootstrap = new("--bootstrap") { Description = "First make roles, hardening and the database (PULSEPOINT_BOOTSTRAP_DATABASE)." };

    public static Command Create()
    {
        var command = new Command("migrate", "Bring the database to the schema of this version.") { s_check, s_bootstrap };
        command.Runs(MigrateAsync);
        return command;
    }

    private static async Task<int> MigrateAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(s_check) && parsed.GetValue(s_bootstrap))
            throw new UsageException("--check only reports, and --bootstrap changes the cluster.", "Use one of them.");

        var migrator = services.GetRequiredService<IMigrator>();
        if (parsed.GetValue(s_bootstrap))
            await migrator.BootstrapAsync(cancellationToken);

        var report = parsed.GetValue(s_check) ? await migrator.CheckAsync(cancellationToken) : await migrator.MigrateAsync(cancellationToken);
        foreach (var name in report.Applied)
            await Console.Out.WriteLineAsync($"applied  {name}");
        foreach (var name in report.Pending)
            await Console.Out.WriteLineAsync($"pending  {name}");
        foreach (var finding in report.Findings)
            await Console.Out.WriteLineAsync($"broken   {finding}");

        await Console.Out.WriteLineAsync(report.IsAtHead ? "The database is at head and its walls are whole." : "The database is not ready.");
        return report.IsAtHead ? ExitCode.Done : ExitCode.Failed;
    }
}
