using System.Text.Json;
using Pulsepoint.Mcp.Core.Provisioning;

namespace Pulsepoint.Mcp.Cli;

/// <summary>What is to become of a dataset, before and after: a table and sentences for people, or one JSON object at the end.</summary>
/// <param name="plan">What is to be done.</param>
/// <param name="isDryRun">Whether nothing is done.</param>
/// <param name="asJson">Whether a script reads it.</param>
internal sealed class ProvisioningReport(ProvisioningPlan plan, bool isDryRun, bool asJson)
{
    private static readonly string[] s_heading = ["", "what", "name", "how"];

    // Access to run jobs is of the project, not of a dataset: only its administrator gives it.
    private string Grant =>
        $"gcloud projects add-iam-policy-binding {plan.Order.Place.Dataset.Project} --member=serviceAccount:{plan.Order.Reader} --role=roles/bigquery.jobUser";

    public async Task WritePlanAsync()
    {
        if (asJson || plan.Changes.Count == 0)
            return;

        foreach (var line in Columns.Lines(s_heading, plan.Changes.Select(Row)))
            await Console.Out.WriteLineAsync(line);
    }

    public async Task WriteEndAsync(CancellationToken cancellationToken)
    {
        if (asJson)
        {
            await JsonOutput.WriteAsync(Write, cancellationToken);
            return;
        }

        var (tenant, place) = (plan.Order.Tenant, plan.Order.Place);
        await Console.Out.WriteLineAsync(plan.Changes.Count == 0
            ? $"{place.Dataset} in {place.Location} is as it shall be for {tenant}"
            : isDryRun ? $"Nothing was done. Without --dry-run, this makes {place.Dataset} in {place.Location} for {tenant}"
            : $"{place.Dataset} in {place.Location} is ready for the facts of {tenant}. Questions go on to read what they read before");
        await Console.Out.WriteLineAsync($"Once, an administrator of the project lets {plan.Order.Reader} run queries:{Environment.NewLine}  {Grant}");
    }

    private static IReadOnlyList<string> Row(ProvisioningStep step) => [step.Change is ProvisioningChange.Make ? "+" : "~", Name(step.Thing), step.Name, string.Join("; ", step.Details)];

    private void Write(Utf8JsonWriter json)
    {
        json.WriteString("tenant", plan.Order.Tenant.Value);
        json.WriteString("warehouse", "bigquery");
        json.WriteString("dataset", plan.Order.Place.Dataset.Value);
        json.WriteString("location", plan.Order.Place.Location);
        json.WriteString("identity", plan.Order.Reader.Email);
        json.WriteBoolean("dry_run", isDryRun);
        json.WriteStartArray("changes");
        foreach (var step in plan.Changes)
        {
            json.WriteStartObject();
            json.WriteString("change", step.Change is ProvisioningChange.Make ? "make" : "change");
            json.WriteString("thing", Name(step.Thing));
            json.WriteString("name", step.Name);
            json.WriteStartArray("details");
            foreach (var detail in step.Details)
                json.WriteStringValue(detail);

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("to_grant", Grant);
    }

    private static string Name(ProvisionedThing thing) => thing switch
    {
        ProvisionedThing.Dataset => "dataset",
        ProvisionedThing.Table => "table",
        ProvisionedThing.View => "view",
        ProvisionedThing.Access => "access",
        _ => throw new ArgumentOutOfRangeException(nameof(thing), thing, null),
    };
}
