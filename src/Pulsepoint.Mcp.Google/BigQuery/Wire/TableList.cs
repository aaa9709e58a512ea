namespace Pulsepoint.Mcp.Google.BigQuery.Wire;

internal sealed record TableList(IReadOnlyList<Table>? Tables, string? NextPageToken);
