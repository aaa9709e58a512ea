using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Pulsepoint.Mcp.Core.Administration;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Hosting;

namespace Pulsepoint.Mcp.Cli;

/// <summary>
/// Makes many keys, a file each. What is there already is passed over, so a run that was interrupted is gone on with by the
/// same command.
/// </summary>
internal static class KeyBatchVerb
{
    private const string Dash = "-";

    private static readonly Argument<string> s_file = new("FILE")
    {
        Description = "A JSON object a line: tenant and user, and if wanted role, permission, brand, ttl, note, name; '-' reads standard input.",
    };

    private static readonly Option<string> s_out = new("--out") { Description = "The folder for the keys: DIR/TENANT/USER.key (0600).", HelpName = "DIR", Required = true };

    public static Command Create()
    {
        var command = new Command("batch", "Issue many API keys, as a file lists them.") { s_file, s_out };
        command.Runs(IssueAsync);
        return command;
    }

    private static async Task<int> IssueAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        var folder = Path.GetFullPath(parsed.GetRequiredValue(s_out));
        using var lines = Open(parsed.GetRequiredValue(s_file));
        var items = await new KeyBatchPlan(services.GetRequiredService<ITenantRegistry>(), folder).ReadAsync(lines, cancellationToken);
        var missing = items.Where(i => !File.Exists(i.File)).ToArray();
        if (missing.Length > 0)
        {
            StateFolder.CreatePrivate(folder);
            await ProgressBar.RunAsync("Making keys", progress => IssueAsync(services.GetRequiredService<KeyIssuance>(), missing, progress, cancellationToken));
        }

        await Console.Out.WriteLineAsync($"{folder}: keys made: {missing.Length}; there already: {items.Count - missing.Length}");
        return ExitCode.Done;
    }

    private static async Task IssueAsync(
        KeyIssuance issuance, KeyBatchItem[] items, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        for (var i = 0; i < items.Length; i++)
        {
            var item = items[i];
            StateFolder.CreatePrivate(Path.GetDirectoryName(item.File)!);
            var (_, key) = await issuance.IssueAsync(item.Tenant, item.User, item.Permissions, item.Brands, item.Lifetime, item.Note, cancellationToken);
            StateFolder.WritePrivate(item.File, key.Reveal());
            progress?.Report((i + 1.0) / items.Length);
        }
    }

    private static TextReader Open(string file)
    {
        if (file == Dash)
            return Console.In;

        return File.Exists(file)
            ? File.OpenText(file)
            : throw new UsageException($"There is no file {file}.", "Name a file with a JSON object a line, or '-' for standard input.");
    }
}
