using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Pulsepoint.Mcp.Core.Outbox;
using Pulsepoint.Mcp.Core.Privacy;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Hosting;

namespace Pulsepoint.Mcp.Cli;

/// <summary>Deletes an organisation in two steps, with the platform's credential; the second one wants its slug once more.</summary>
internal static class TenantDeleteVerb
{
    private static readonly string[] s_heading = ["table", "rows"];

    private static readonly Argument<string> s_slug = new("SLUG") { Description = "The organisation's slug." };
    private static readonly Option<string?> s_confirm = new("--confirm") { Description = "The slug once more: now it is removed, which cannot be taken back.", HelpName = "SLUG" };
    private static readonly Option<bool> s_json = new("--json") { Description = "Print one JSON object instead of sentences." };

    public static Command Create()
    {
        var command = new Command("delete", "Delete an organisation: first its keys are refused, then, confirmed, its rows go. The audit log stays for its time.")
        {
            s_slug, s_confirm, s_json,
        };
        command.Runs(DeleteAsync);
        return command;
    }

    private static async Task<int> DeleteAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        var tenant = TenantOption.Parse(parsed.GetRequiredValue(s_slug));
        if (parsed.GetValue(s_confirm) is not { } confirmed)
            return await RequestAsync(services, tenant, parsed.GetValue(s_json), cancellationToken);

        if (confirmed != tenant.Value)
            throw new UsageException("Nothing was removed: --confirm does not repeat the slug.", $"To delete it: pulsepoint-mcp tenant delete {tenant} --confirm {tenant}");

        // With a database elsewhere, what lies here under that slug may be another organisation's, such as the demo's.
        var isOwnMachine = services.GetRequiredService<Settings>().PlatformDatabase is null;
        var state = services.GetRequiredService<StateFolder>();
        var removed = await services.GetRequiredService<IDeletion>().DeleteAsync(tenant, () => ForgetHere(isOwnMachine ? state : null, tenant), cancellationToken);
        if (isOwnMachine)
            await services.GetRequiredService<IOutboxAdministration>().ForgetAsync(tenant, key: null, cancellationToken);

        if (parsed.GetValue(s_json))
            await JsonOutput.WriteAsync(json => Write(json, tenant, isDeleted: true, removed), cancellationToken);
        else
            await Console.Out.WriteLineAsync($"{tenant} is deleted: {Number(removed)} rows and its keys. {(isOwnMachine ? "So is what this machine kept of it" : "Warehouse files of machines stay; remove them there")}. Its audit log goes with 'retention run' when its time is over");

        return ExitCode.Done;
    }

    private static void ForgetHere(StateFolder? state, TenantId tenant)
    {
        try
        {
            state?.Forget(tenant);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The rows go all the same: they are what was asked for.
            Console.Error.WriteLine($"warning: {e.Message} Remove {state?.Keys(tenant)} and {state?.Warehouse(tenant)} yourself.");
        }
    }

    private static async Task<int> RequestAsync(IServiceProvider services, TenantId tenant, bool asJson, CancellationToken cancellationToken)
    {
        var rows = await services.GetRequiredService<IDeletion>().RequestAsync(tenant, cancellationToken);
        if (asJson)
        {
            await JsonOutput.WriteAsync(json => WriteRequested(json, tenant, rows), cancellationToken);
            return ExitCode.Done;
        }

        foreach (var line in Columns.Lines(s_heading, rows.Where(r => r.Rows > 0).Select(IReadOnlyList<string> (r) => [r.Table, Number(r.Rows)])))
            await Console.Out.WriteLineAsync(line);

        await Console.Out.WriteLineAsync($"""

            {tenant}: nothing is removed yet, but its keys are refused from now on.
            To hand its rows over first:  pulsepoint-mcp tenant export {tenant} --out DIR
            To keep it after all:         pulsepoint-mcp tenant resume {tenant}
            To remove it for good:        pulsepoint-mcp tenant delete {tenant} --confirm {tenant}
            """);
        return ExitCode.Done;
    }

    private static void Write(Utf8JsonWriter json, TenantId tenant, bool isDeleted, long rows)
    {
        json.WriteString("tenant", tenant.Value);
        json.WriteBoolean("deleted", isDeleted);
        json.WriteNumber("rows", rows);
    }

    private static void WriteRequested(Utf8JsonWriter json, TenantId tenant, IReadOnlyList<TableRows> rows)
    {
        Write(json, tenant, isDeleted: false, rows.Sum(r => r.Rows));
        json.WriteStartObject("tables");
        foreach (var row in rows)
            json.WriteNumber(row.Table, row.Rows);
        json.WriteEndObject();
    }

    private static string Number(long n) => n.ToString("N0", CultureInfo.InvariantCulture);
}
