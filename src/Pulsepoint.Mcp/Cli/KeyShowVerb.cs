using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Cli;

/// <summary>Checks a key's signature and prints what it says; the key itself is never printed.</summary>
internal static class KeyShowVerb
{
    private static readonly Argument<string> s_key = new("FILE") { Description = "The file that holds the key, or - for standard input." };

    public static Command Create()
    {
        var command = new Command("show", "Check a key and say whose it is, what it may do, and until when.") { s_key };
        command.Runs(ShowAsync);
        return command;
    }

    private static async Task<int> ShowAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        var context = services.GetRequiredService<IKeyVerifier>().Verify(new Secret(await ReadAsync(parsed.GetRequiredValue(s_key), cancellationToken)));
        await Console.Out.WriteLineAsync($"""
            key          {context.Key}
            organisation {context.TenantName} ({context.Tenant})
            person       {context.UserName} ({context.User})
            permissions  {string.Join(", ", PermissionNames.Of(context.Permissions))}
            brands       {context.Brands}
            until        {context.ExpiresAt}
            login        {context.Login.Role}
            """);
        return ExitCode.Done;
    }

    private static async Task<string> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return (path == "-" ? await Console.In.ReadToEndAsync(cancellationToken) : await File.ReadAllTextAsync(path, cancellationToken)).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path} cannot be read.", "Give the file that holds the key, or - to read standard input.");
        }
    }
}
