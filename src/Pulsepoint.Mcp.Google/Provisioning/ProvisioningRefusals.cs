using Pulsepoint.Mcp.Core.Provisioning;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Google.BigQuery;

namespace Pulsepoint.Mcp.Google.Provisioning;

/// <summary>Tells an operator what BigQuery's errors mean for a dataset that is to be made.</summary>
internal static class ProvisioningRefusals
{
    private const string Again = "Run the command again: what was made stays, and the rest is completed.";

    public static RefusalException Conflicts(DatasetOrder order, IReadOnlyList<string> conflicts) => new(
        RefusalCode.ValueInvalid,
        $"What is there cannot become the dataset of {order.Tenant}: {string.Join("; ", conflicts)}.",
        "Nothing that is there is narrowed or taken away. Change it by hand, or name another dataset with --dataset.");

    /// <param name="error">What BigQuery said.</param>
    /// <param name="order">What was wanted.</param>
    /// <param name="step">What was done about it; null while looking.</param>
    public static RefusalException Of(BigQueryException error, DatasetOrder order, ProvisioningStep? step) => error.Problem switch
    {
        BigQueryProblem.NotAllowed => Refusal.SourceUnavailable(
            $"The platform's credential may not make or change {order.Place.Dataset} ({error.Said}).",
            $"Give it the role BigQuery User on the project {order.Place.Dataset.Project} to make datasets, or BigQuery Data Owner on a dataset that is there.",
            error),
        BigQueryProblem.NotKnown => Refusal.SourceUnavailable(
            $"Google does not accept the platform's credential ({error.Said}).", "Check PULSEPOINT_GOOGLE_CREDENTIALS and PULSEPOINT_GOOGLE_IMPERSONATE.", error),
        BigQueryProblem.QuotaUsedUp => Refusal.SourceUnavailable($"The project {order.Place.Dataset.Project} has used up a quota ({error.Said}).", Again, error),
        BigQueryProblem.NotFound => Refusal.SourceUnavailable(
            $"There is no project {order.Place.Dataset.Project} that has BigQuery, or what was just there is gone ({error.Said}).", "Check --project, then run the command again.", error),
        BigQueryProblem.Changed => Refusal.SourceUnavailable($"Somebody else is changing {order.Place.Dataset} ({error.Said}).", Again, error),
        BigQueryProblem.Wrong when step?.Thing is ProvisionedThing.Access => Refusal.SourceUnavailable(
            $"BigQuery does not let {order.Reader} read: there may be no such service account ({error.Said}).", "Make it, then run the command again.", error),
        BigQueryProblem.Wrong when step?.Thing is ProvisionedThing.Dataset => Refusal.SourceUnavailable(
            $"BigQuery does not make a dataset like this ({error.Said}).", "Check --location, --project and --dataset.", error),
        BigQueryProblem.Wrong or BigQueryProblem.Exists => Refusal.SourceUnavailable(
            $"BigQuery does not do this to {step?.Name ?? order.Place.Dataset.Value} ({error.Said}).", "Compare it with 'tenant provision --dry-run', and report this: it should not be.", error),
        _ => Refusal.SourceUnavailable($"BigQuery does not answer now ({error.Said}).", Again, error),
    };
}
