namespace Pulsepoint.Mcp.Google.BigQuery.Wire;

/// <summary>What stands in an answer that is an error.</summary>
internal sealed record ErrorBody(ErrorDetail? Error);
