namespace Pulsepoint.Mcp.Google.BigQuery.Wire;

internal sealed record ResultRow(IReadOnlyList<ResultCell> F);
