namespace Pulsepoint.Mcp.Google.BigQuery.Wire;

internal sealed record TableReference(string ProjectId, string DatasetId, string TableId);
