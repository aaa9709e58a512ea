namespace Pulsepoint.Mcp.Google.BigQuery.Wire;

internal sealed record Clustering(IReadOnlyList<string> Fields);
