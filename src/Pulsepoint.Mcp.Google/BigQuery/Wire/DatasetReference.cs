namespace Pulsepoint.Mcp.Google.BigQuery.Wire;

internal sealed record DatasetReference(string ProjectId, string DatasetId);
