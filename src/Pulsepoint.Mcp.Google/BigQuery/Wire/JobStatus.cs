namespace Pulsepoint.Mcp.Google.BigQuery.Wire;

/// <param name="State"><c>PENDING</c>, <c>RUNNING</c> or <c>DONE</c>, which may mean failed.</param>
/// <param name="ErrorResult">Why the job failed.</param>
/// <param name="Errors">All that went wrong on the way.</param>
internal sealed record JobStatus(string State, ErrorProto? ErrorResult, IReadOnlyList<ErrorProto>? Errors);
