namespace Pulsepoint.Mcp.Google.BigQuery.Wire;

internal sealed record DatasetList(IReadOnlyList<Dataset>? Datasets, string? NextPageToken);
