using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Hosting;

namespace Pulsepoint.Mcp.Cli;

/// <summary>Checks a key's signature, prints what it says, and asks the database about it; the key itself is never printed.</summary>
internal static class KeyShowVerb
{
    private static readonly Argument<string> s_key = new("FILE") { Description = "The file that holds the key or bundle, or - for standard input." };

    public static Command Create()
    {
        var command = new Command("show", "Check a key and say whose it is, what it may do, until when, and whether it is still live.") { s_key };
        // A bundle is checked with what it brings along.
        command.Runs(ShowAsync, (settings, parsed) => settings.With(BundleFile.Find(parsed.GetValue(s_key))));
        return command;
    }

    private static async Task<int> ShowAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        var key = await KeyText.ReadAsync(parsed.GetRequiredValue(s_key), cancellationToken);
        var context = services.GetRequiredService<IKeyVerifier>().Read(key);
        var standing = await KeyStanding.FindAsync(services, context, cancellationToken);
        await Console.Out.WriteLineAsync($"""
            key          {context.Key}
            organisation {context.TenantName} ({context.Tenant})
            person       {context.UserName} ({context.User})
            permissions  {string.Join(", ", PermissionNames.Of(context.Permissions))}
            brands       {context.Brands}
            until        {standing.Ends}
            login        {context.Login.Role}
            state        {standing.Text}
            """);
        return standing.ExitCode;
    }
}
