using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Pulsepoint.Mcp.Core.Moves;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Hosting;

namespace Pulsepoint.Mcp.Cli;

/// <summary>Where an organisation's facts are asked.</summary>
internal static class TenantMoveVerb
{
    private const string BigQuery = "bigquery";
    private const string DuckDb = "duckdb";

    private static readonly Argument<string> s_slug = new("SLUG") { Description = "The organisation's slug." };
    private static readonly Option<string> s_to = new Option<string>("--to")
    {
        Description = "bigquery: the dataset that was provisioned for it; duckdb: the snapshot on this machine, where that has the same facts.",
        Required = true,
    }.AcceptOnlyFromAmong(BigQuery, DuckDb);

    private static readonly Option<bool> s_dryRun = new("--dry-run") { Description = "Say what would be moved, and change nothing." };
    private static readonly Option<bool> s_json = new("--json") { Description = "Print one JSON object instead of a table." };

    public static Command Create()
    {
        var command = new Command(
            "move",
            "Load an organisation's facts from this machine's snapshot into its BigQuery dataset, verify them day by day, and have them asked there; or back. Interrupted, the same again goes on.")
        {
            s_slug, s_to, s_dryRun, s_json,
        };
        command.Runs((services, parsed, cancellationToken) => parsed.GetRequiredValue(s_to) == BigQuery
            ? ToDatasetAsync(services, parsed, cancellationToken)
            : ToSnapshotAsync(services, parsed, cancellationToken));
        return command;
    }

    private static async Task<int> ToDatasetAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        var tenant = TenantOption.Parse(parsed.GetRequiredValue(s_slug));
        var move = services.GetRequiredService<DatasetMove>();
        var isDryRun = parsed.GetValue(s_dryRun);
        var plan = await move.PlanAsync(tenant, cancellationToken);
        if (!isDryRun && !plan.IsDone)
            await ProgressBar.RunAsync(
                $"Moving the facts of {tenant} to BigQuery",
                async bar => plan = await move.MoveAsync(tenant, touched: null, bar is null ? null : new MoveProgress(bar), cancellationToken));

        await (parsed.GetValue(s_json) ? WriteJsonAsync(plan, isDryRun, cancellationToken) : WriteAsync(plan, isDryRun));
        return ExitCode.Done;
    }

    private static async Task<int> ToSnapshotAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        var tenant = TenantOption.Parse(parsed.GetRequiredValue(s_slug));
        var move = services.GetRequiredService<DatasetMove>();
        var isDryRun = parsed.GetValue(s_dryRun);
        var hasMoved = isDryRun ? await move.MayReturnAsync(tenant, cancellationToken) : await move.ReturnAsync(tenant, cancellationToken);
        if (parsed.GetValue(s_json))
        {
            await JsonOutput.WriteAsync(json => WriteHead(json, tenant, DuckDb, isDryRun, hasMoved), cancellationToken);
            return ExitCode.Done;
        }

        await Console.Out.WriteLineAsync((hasMoved, isDryRun) switch
        {
            (false, _) => $"nothing to do: the facts of {tenant} are asked in the snapshot on each machine",
            (true, true) => $"the facts of {tenant} would be asked in the snapshot on each machine",
            (true, false) => $"the facts of {tenant} are asked in the snapshot on each machine from now on; the dataset stays as it is",
        });
        return ExitCode.Done;
    }

    private static async Task WriteAsync(MovePlan plan, bool isDryRun)
    {
        if (plan.IsDone)
        {
            await Console.Out.WriteLineAsync($"nothing to do: the facts of {plan.Tenant} are asked in {plan.Target.Dataset}, which has this machine's generation {plan.Generation}");
            return;
        }

        foreach (var line in Columns.Lines(["table", "rows", "files"], plan.Tables.Select(t => (IReadOnlyList<string>)[t.Name, Text(t.Rows), Text(t.Parts)])))
            await Console.Out.WriteLineAsync(line);

        await Console.Out.WriteLineAsync((isDryRun, plan.NeedsLoad) switch
        {
            (true, true) => $"would load generation {plan.Generation} into {plan.Target.Dataset} ({plan.Loaded ?? "nothing"} is there), verify it, sum it, and have it asked there",
            (true, false) => $"would verify generation {plan.Generation}, which is in {plan.Target.Dataset} already, sum it, and have it asked there",
            (false, _) => $"the facts of {plan.Tenant} are asked in {plan.Target.Dataset} from now on: generation {plan.Generation}, verified by table, day and brand",
        });
    }

    private static Task WriteJsonAsync(MovePlan plan, bool isDryRun, CancellationToken cancellationToken) => JsonOutput.WriteAsync(
        json =>
        {
            WriteHead(json, plan.Tenant, BigQuery, isDryRun, !plan.IsDone);
            json.WriteString("dataset", plan.Target.Dataset.Value);
            json.WriteString("generation", plan.Generation);
            json.WriteString("was_loaded", plan.Loaded);
            json.WriteStartArray("tables");
            foreach (var table in plan.Tables)
            {
                json.WriteStartObject();
                json.WriteString("table", table.Name);
                json.WriteNumber("rows", table.Rows);
                json.WriteNumber("files", table.Parts);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        },
        cancellationToken);

    private static void WriteHead(System.Text.Json.Utf8JsonWriter json, TenantId tenant, string to, bool isDryRun, bool changes)
    {
        json.WriteString("tenant", tenant.Value);
        json.WriteString("to", to);
        json.WriteBoolean("dry_run", isDryRun);
        json.WriteBoolean("changes", changes);
    }

    private static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
