using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Pulsepoint.Mcp.Core.Administration;
using Pulsepoint.Mcp.Core.Sealing;

namespace Pulsepoint.Mcp.Cli;

/// <summary>
/// Puts every secret under a new key: one that is made here, or the one that the settings name. Old keys of the state folder
/// go only once nothing is sealed with them any more.
/// </summary>
internal static class SecretsRotateVerb
{
    public static Command Create()
    {
        var command = new Command("rotate", "Seal every secret with a new key; the old one is forgotten once nothing needs it.");
        command.Runs(RotateAsync);
        return command;
    }

    private static async Task<int> RotateAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        var tenants = (await services.GetRequiredService<ITenantOffice>().ListAsync(cancellationToken)).Select(t => t.Tenant);
        var done = await services.GetRequiredService<SecretKeeper>().RotateAsync(tenants, cancellationToken);
        await Console.Out.WriteLineAsync(done.File is { } file
            ? $"All secrets are sealed with key {done.KeyId} now ({done.Resealed} changed), in {file}; older keys are forgotten"
            : $"All secrets are sealed with key {done.KeyId} now ({done.Resealed} changed); PULSEPOINT_SEALING_KEY_OLD is not needed any more");
        return ExitCode.Done;
    }
}
