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

        var rotate = new Command("rotate", "Make a new signing key; keys of the old one stay good until they expire.");
        rotate.Runs(async (services, _, _) =>
        {
            services.GetRequiredService<IKeyIssuer>().Rotate();
            await Console.Out.WriteLineAsync("New keys are signed by a new key; those of the old one stay good until they expire.");
            await Console.Out.WriteLineAsync("Machines that check keys against a copy of the public keys need a new one: pulsepoint-mcp issuer jwks");
            return ExitCode.Done;
        });

        return new Command("issuer", "Make, show and replace the key that signs API keys.") { init, jwks, rotate };
    }
}
