using System.CommandLine;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Pulsepoint.Mcp.Core.Sealing;
using Pulsepoint.Mcp.Core.Tenancy;
using Spectre.Console;

namespace Pulsepoint.Mcp.Cli;

/// <summary>Seals a secret and keeps it. It comes from standard input: what stands on a command line, others can read.</summary>
internal static class SecretsSetVerb
{
    // Longer than any token, and well below what the database takes.
    private const int MaxBytes = 32 * 1024;

    private const string Example = "For example: pulsepoint-mcp secrets set --tenant aurora --brand luma-skin --source shopify --name access_token < token.txt";

    public static Command Create()
    {
        var command = new Command("set", "Keep a secret, which is read from standard input, in place of the one of that name.")
        {
            SecretOptions.Tenant, SecretOptions.Brand, SecretOptions.Source, SecretOptions.Name,
        };
        command.Runs(SetAsync);
        return command;
    }

    private static async Task<int> SetAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        var place = SecretOptions.Place(parsed);
        var secret = await ReadAsync(cancellationToken);
        var key = await services.GetRequiredService<SecretKeeper>().KeepAsync(place, secret, cancellationToken);
        await Console.Out.WriteLineAsync($"{place} is kept, sealed with key {key}");
        return ExitCode.Done;
    }

    private static async Task<Secret> ReadAsync(CancellationToken cancellationToken)
    {
        var text = Console.IsInputRedirected ? await Console.In.ReadToEndAsync(cancellationToken) : await AskAsync(cancellationToken);

        // What `echo` and editors add.
        text = text.TrimEnd('\r', '\n');
        if (string.IsNullOrWhiteSpace(text) || Encoding.UTF8.GetByteCount(text) > MaxBytes)
            throw new UsageException("Standard input holds no secret, or one of more than 32 KB.", Example);
        if (text.Contains('\uFFFD', StringComparison.Ordinal))
            throw new UsageException("Standard input is not text in UTF-8.", Example);

        // A key file of a service account, or a certificate; a token is one word.
        var mayHaveLines = text.StartsWith('{') || text.StartsWith("-----BEGIN ", StringComparison.Ordinal);
        return mayHaveLines || !text.Any(char.IsWhiteSpace)
            ? new Secret(text)
            : throw new UsageException("The secret has spaces or several lines in it, which no token has.", Example);
    }

    private static Task<string> AskAsync(CancellationToken cancellationToken)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return new TextPrompt<string>("The secret (it is not shown):").Secret(null).ShowAsync(console, cancellationToken);
    }
}
