using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Hosting;

namespace Pulsepoint.Mcp.Cli;

/// <summary>Puts a key, the public keys that check it, and the database's address into one file, for one analyst's machine.</summary>
internal static class KeyBundleVerb
{
    private static readonly Argument<string> s_key = new("FILE") { Description = "The file that holds the key, or - for standard input." };
    private static readonly Option<string> s_out = new("--out") { Description = "Write the bundle to this file (0600), which must not exist yet.", HelpName = "FILE", Required = true };

    public static Command Create()
    {
        var command = new Command("bundle", "Make one file that enrols a machine: PULSEPOINT_API_KEY_FILE takes it. PULSEPOINT_DATABASE names the database in it.") { s_key, s_out };
        command.Runs(BundleAsync);
        return command;
    }

    private static async Task<int> BundleAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        var settings = services.GetRequiredService<Settings>();
        using var file = OutFile.Reserve(parsed.GetRequiredValue(s_out));
        var key = await KeyText.ReadAsync(parsed.GetRequiredValue(s_key), cancellationToken);
        var context = services.GetRequiredService<IKeyVerifier>().Verify(key);
        await services.GetRequiredService<IKeyCheck>().CheckAsync(context, cancellationToken);
        var bundle = new KeyBundle(key, await JwksAsync(settings, services.GetRequiredService<IKeyIssuer>(), cancellationToken), settings.Database);
        file.Write(bundle.ToJson());
        await Console.Out.WriteLineAsync($"{file.Path}: key {context.Key} of {context.UserName}, until {context.ExpiresAt}, {bundle.Database ?? "without a database"}");
        if (bundle.Database is null)
            await Console.Error.WriteLineAsync("The bundle names no database, so it serves this machine's state folder only. Set PULSEPOINT_DATABASE to have it named.");
        return ExitCode.Done;
    }

    // The same that have just checked the key.
    private static async Task<string> JwksAsync(Settings settings, IKeyIssuer issuer, CancellationToken cancellationToken) =>
        settings.Jwks is { } file ? await File.ReadAllTextAsync(file, cancellationToken) : settings.BundledJwks ?? issuer.Jwks();
}
