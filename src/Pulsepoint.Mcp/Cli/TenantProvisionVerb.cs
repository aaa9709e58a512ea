using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Pulsepoint.Mcp.Core.Provisioning;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Hosting;

namespace Pulsepoint.Mcp.Cli;

/// <summary>Makes the dataset of an organisation, with the platform's credentials for the database and for Google.</summary>
internal static class TenantProvisionVerb
{
    private const string BigQuery = "bigquery";
    private const string UsualLocation = "EU";

    private static readonly Argument<string> s_slug = new("SLUG") { Description = "The organisation's slug." };
    private static readonly Option<string> s_warehouse = new("--warehouse") { Description = "Where facts shall be kept: bigquery.", HelpName = "ENGINE", Required = true };
    private static readonly Option<string?> s_project = new("--project") { Description = "The Google project that keeps the dataset, and pays for queries. Default: as before.", HelpName = "PROJECT" };
    private static readonly Option<string?> s_location = new("--location") { Description = "Where Google keeps it, for good, like EU or europe-west3. Default: as before, or EU.", HelpName = "LOCATION" };
    private static readonly Option<string?> s_dataset = new("--dataset") { Description = "The dataset's name. Default: as before, or pulsepoint_ and the slug.", HelpName = "NAME" };
    private static readonly Option<bool> s_dryRun = new("--dry-run") { Description = "Show what would be done, and do nothing." };
    private static readonly Option<bool> s_json = new("--json") { Description = "Print one JSON object instead of a table." };

    public static Command Create()
    {
        var command = new Command("provision", "Make an organisation's datasets with tables and views, let its service identity read the facts, and close both to viewers of the whole project. Other access stays, and so do columns and rows. Questions go on to read what they read before.")
        {
            s_slug, s_warehouse, s_project, s_location, s_dataset, s_dryRun, s_json,
        };
        command.Runs(ProvisionAsync);
        return command;
    }

    private static async Task<int> ProvisionAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        var tenant = TenantOption.Parse(parsed.GetRequiredValue(s_slug));
        if (parsed.GetRequiredValue(s_warehouse) != BigQuery)
            throw new UsageException("--warehouse is not bigquery: nothing else can be provisioned.", $"For example: pulsepoint-mcp tenant provision {tenant} --warehouse bigquery --project acme");

        var place = PlaceOf(parsed, tenant, await services.GetRequiredService<IProvisionedPlaces>().FindAsync(tenant, cancellationToken));
        var provisioning = services.GetRequiredService<TenantProvisioning>();
        ProvisioningPlan? plan = null;
        await ProgressBar.RunAsync($"Looking at {place.Dataset}", async _ => plan = await provisioning.PlanAsync(tenant, place, cancellationToken));
        var report = new ProvisioningReport(plan!, parsed.GetValue(s_dryRun), parsed.GetValue(s_json)); // not null: it was made in the line before
        await report.WritePlanAsync();
        if (!parsed.GetValue(s_dryRun))
            await CarryOutAsync(provisioning, plan!, cancellationToken);

        await report.WriteEndAsync(cancellationToken);
        return ExitCode.Done;
    }

    private static Task CarryOutAsync(TenantProvisioning provisioning, ProvisioningPlan plan, CancellationToken cancellationToken)
    {
        if (plan.Changes.Count == 0)
            return provisioning.CarryOutAsync(plan, _ => { }, cancellationToken);

        var done = 0;
        return ProgressBar.RunAsync(
            $"Making {plan.Order.Place.Dataset}",
            bar => provisioning.CarryOutAsync(plan, _ => bar?.Report(++done / (double)plan.Changes.Count), cancellationToken));
    }

    private static WarehousePlace PlaceOf(ParseResult parsed, TenantId tenant, WarehousePlace? before)
    {
        var project = parsed.GetValue(s_project) ?? before?.Dataset.Project
            ?? throw new UsageException("--project is missing.", $"For example: pulsepoint-mcp tenant provision {tenant} --warehouse bigquery --project acme");
        var name = parsed.GetValue(s_dataset) ?? before?.Dataset.Name ?? $"pulsepoint_{tenant.Value.Replace('-', '_')}";
        var location = parsed.GetValue(s_location) ?? before?.Location ?? UsualLocation;
        return WarehousePlace.TryParse($"bigquery:{project}.{name}@{location}") ?? throw new UsageException(
            $"There can be no dataset {name} of the project {project} in {location}.",
            "A project takes letters, digits and dashes, a dataset letters, digits and underscores: --project acme --dataset pulsepoint_aurora --location EU");
    }
}
