using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Pulsepoint.Mcp.Core.Privacy;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Hosting;

namespace Pulsepoint.Mcp.Cli;

/// <summary>All rows of an organisation as files: with the platform's credential where there is one, else with the configured key of its own tenant.</summary>
internal static class TenantExportVerb
{
    private static readonly Argument<string?> s_slug = new("SLUG") { Description = "The organisation's slug; with an API key, its own.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string> s_out = new("--out") { Description = "A folder that is not there yet, or empty.", HelpName = "DIR", Required = true };
    private static readonly Option<bool> s_noFacts = new("--no-facts") { Description = "Leave out the orders, ads and sessions of the warehouse file on this machine." };
    private static readonly Option<bool> s_json = new("--json") { Description = "Print one JSON object instead of a sentence." };

    public static Command Create()
    {
        var command = new Command("export", "Write all rows of an organisation as JSON lines, with a manifest of counts and checksums.") { s_slug, s_out, s_noFacts, s_json };
        command.Runs(ExportAsync);
        return command;
    }

    private static async Task<int> ExportAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        var slug = parsed.GetValue(s_slug);
        var administration = new TenantAdministration(services, slug is null ? null : TenantOption.Parse(slug));
        var tenant = administration.Own?.Tenant
            ?? (slug is null ? throw new UsageException("SLUG is missing.", "For example: pulsepoint-mcp tenant export aurora --out aurora-export") : TenantOption.Parse(slug));
        using var folder = Open(parsed.GetRequiredValue(s_out));
        var facts = ExportedFacts.LeftOut;
        await ProgressBar.RunAsync($"Exporting {tenant}", async _ =>
        {
            await RowsAsync(services.GetRequiredService<IExport>(), administration, tenant, folder, cancellationToken);
            if (!parsed.GetValue(s_noFacts))
                facts = await services.GetRequiredService<IFactExport>().ExportAsync(tenant, folder.Take, cancellationToken) ? ExportedFacts.Exported : ExportedFacts.NotHere;
        });
        var now = Instant.FromDateTimeOffset(services.GetRequiredService<TimeProvider>().GetUtcNow());
        var files = folder.Complete(tenant, now, ToolVersion.Text, facts);
        if (parsed.GetValue(s_json))
            await JsonOutput.WriteAsync(json => Write(json, tenant, parsed.GetRequiredValue(s_out), files, facts), cancellationToken);
        else
            await Console.Out.WriteLineAsync($"{files.Sum(f => f.Rows).ToString("N0", CultureInfo.InvariantCulture)} rows of {tenant} in {files.Count} files; counts and checksums in {Path.Combine(parsed.GetRequiredValue(s_out), "manifest.json")}. {Sentence(facts)}");

        return ExitCode.Done;
    }

    private static string Sentence(ExportedFacts facts) => facts switch
    {
        ExportedFacts.Exported => "Single orders, ads and sessions are among them",
        ExportedFacts.LeftOut => "Single orders, ads and sessions were left out, as you wanted",
        _ => "This machine keeps no single orders, ads and sessions of it",
    };

    private static Task RowsAsync(IExport export, TenantAdministration administration, TenantId tenant, ExportFolder folder, CancellationToken cancellationToken) =>
        administration.Own is null
            ? export.ExportAsync(tenant, folder.Take, cancellationToken)
            : administration.InOwnAsync(
                "tenant.export",
                async own =>
                {
                    await export.ExportOwnTenantAsync(own, folder.Take, cancellationToken);
                    return true;
                },
                cancellationToken);

    private static ExportFolder Open(string path)
    {
        try
        {
            return new ExportFolder(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"Nothing can be exported to {path}: {e.Message}", "Name a folder that is not there yet: --out aurora-export");
        }
    }

    private static void Write(Utf8JsonWriter json, TenantId tenant, string path, IReadOnlyList<ExportedFile> files, ExportedFacts facts)
    {
        json.WriteString("tenant", tenant.Value);
        json.WriteString("folder", path);
        json.WriteNumber("files", files.Count);
        json.WriteNumber("rows", files.Sum(f => f.Rows));
        json.WriteNumber("bytes", files.Sum(f => f.Bytes));
        json.WriteString("facts", facts.Name());
    }
}
