using System.Text.Json.Serialization;

namespace Pulsepoint.Mcp.Google.BigQuery.Wire;

internal sealed record Job
{
    public JobReference? JobReference { get; init; }

    public JobConfiguration? Configuration { get; init; }

    public JobStatus? Status { get; init; }

    public JobStatistics? Statistics { get; init; }

    /// <summary>Why it has failed; null while it has not. It can never run again.</summary>
    [JsonIgnore]
    public ErrorProto? Failure => Status is { State: "DONE" } ? Status.ErrorResult : null;
}
