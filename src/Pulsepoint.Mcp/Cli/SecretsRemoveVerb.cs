using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Pulsepoint.Mcp.Core.Sealing;

namespace Pulsepoint.Mcp.Cli;

internal static class SecretsRemoveVerb
{
    public static Command Create()
    {
        var command = new Command("remove", "Forget a secret.") { SecretOptions.Tenant, SecretOptions.Brand, SecretOptions.Source, SecretOptions.Name };
        command.Runs(async (services, parsed, cancellationToken) =>
        {
            var place = SecretOptions.Place(parsed);
            var wasThere = await services.GetRequiredService<ISecretStore>().RemoveAsync(place, cancellationToken);
            await Console.Out.WriteLineAsync(wasThere ? $"{place} is forgotten" : $"{place} was not there");
            return ExitCode.Done;
        });
        return command;
    }
}
