namespace Pulsepoint.Mcp.Google.BigQuery.Wire;

internal sealed record Job
{
    public JobReference? JobReference { get; init; }

    public JobConfiguration? Configuration { get; init; }

    public JobStatus? Status { get; init; }

    public JobStatistics? Statistics { get; init; }
}
