using Npgsql;
using Pulsepoint.Mcp.Core.Refusals;

namespace Pulsepoint.Mcp.Postgres.Provisioning;

/// <summary>What stands in the way of a dataset.</summary>
internal static class ProvisioningFailure
{
    /// <summary>The refusal that the failure stands for; null when it is something else.</summary>
    public static RefusalException? ToRefusal(PostgresException failure) => failure.MessageText switch
    {
        "pulsepoint:dataset_taken" => new RefusalException(
            RefusalCode.ValueInvalid,
            "The dataset belongs to another organisation, and each needs one of its own.",
            "Name another one with --dataset, or another project.",
            failure),
        "pulsepoint:dataset_of_events" => new RefusalException(
            RefusalCode.ValueInvalid,
            "A dataset that ends with __events is one of usage events, which lies beside one of facts.",
            "Name the one of the facts with --dataset; that of the events is made beside it.",
            failure),
        "pulsepoint:place_malformed" => new RefusalException(
            RefusalCode.ValueInvalid, "This is not the place of a dataset.", "For example: --project acme --dataset pulsepoint_aurora --location EU", failure),
        _ => null,
    };
}
