namespace Pulsepoint.Mcp.Google.BigQuery.Wire;

internal sealed record TableDataList(IReadOnlyList<ResultRow>? Rows, string? PageToken);
