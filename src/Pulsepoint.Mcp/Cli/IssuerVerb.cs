using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.State;

namespace Pulsepoint.Mcp.Cli;

/// <summary>The signing key of the state folder, which only an issuer's machine has.</summary>
internal static class IssuerVerb
{
    public static Command Create()
    {
        var init = new Command("init", "Make the signing key where there is none yet.");
        init.Runs(async (services, _, _) =>
        {
            var issuer = services.GetRequiredService<IKeyIssuer>();
            var existed = issuer.Exists;
            issuer.Init();
            await Console.Out.WriteLineAsync($"{(existed ? "The signing key is already in" : "Made a signing key in")} {services.GetRequiredService<StateFolder>().Issuer}");
            return ExitCode.Done;
        });

        var jwks = new Command("jwks", "Print the public keys, for PULSEPOINT_JWKS on analysts' machines.");
        jwks.Runs(async (services, _, _) =>
        {
            await Console.Out.WriteLineAsync(services.GetRequiredService<IKeyIssuer>().Jwks());
            return ExitCode.Done;
        });

        return new Command("issuer", "Make and show the key that signs API keys.") { init, jwks };
    }
}
