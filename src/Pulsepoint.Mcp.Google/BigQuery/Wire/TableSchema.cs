namespace Pulsepoint.Mcp.Google.BigQuery.Wire;

internal sealed record TableSchema(IReadOnlyList<TableField> Fields);
