using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Pulsepoint.Mcp.Core.Administration;
using Pulsepoint.Mcp.Core.Sealing;

namespace Pulsepoint.Mcp.Cli;

/// <summary>
/// Puts every secret under a new key: one that is made here, or the one that the settings name. Old keys stay in the state
/// folder's file, for backups and other databases, until somebody takes them out.
/// </summary>
internal static class SecretsRotateVerb
{
    public static Command Create()
    {
        var command = new Command("rotate", "Seal every secret with a new key; the old ones stay in the key file, for backups.");
        command.Runs(RotateAsync);
        return command;
    }

    private static async Task<int> RotateAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        var office = services.GetRequiredService<ITenantOffice>();
        var done = await services.GetRequiredService<SecretKeeper>().RotateAsync(
            async token => [.. (await office.ListAsync(token)).Select(t => t.Tenant)], cancellationToken);
        await Console.Out.WriteLineAsync(done.File is { } file
            ? $"All secrets are sealed with key {done.KeyId} now ({done.Resealed} changed), the first in {file}; those below it still open what was sealed before, as in a backup"
            : $"All secrets are sealed with key {done.KeyId} now ({done.Resealed} changed); PULSEPOINT_SEALING_KEY_OLD is not needed any more");
        return ExitCode.Done;
    }
}
