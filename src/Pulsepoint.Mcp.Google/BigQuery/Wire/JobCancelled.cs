namespace Pulsepoint.Mcp.Google.BigQuery.Wire;

/// <summary>The answer of jobs.cancel, which does not wait for the job's end.</summary>
internal sealed record JobCancelled(Job? Job);
