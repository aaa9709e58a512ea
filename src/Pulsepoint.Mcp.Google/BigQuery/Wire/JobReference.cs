namespace Pulsepoint.Mcp.Google.BigQuery.Wire;

/// <param name="ProjectId">Who pays.</param>
/// <param name="JobId">Unique in its project and location.</param>
/// <param name="Location">Needed to find it again anywhere but in the multi-regions.</param>
internal sealed record JobReference(string ProjectId, string JobId, string? Location);
