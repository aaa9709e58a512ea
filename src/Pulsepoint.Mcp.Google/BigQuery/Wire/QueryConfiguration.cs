using System.Text.Json.Serialization;

namespace Pulsepoint.Mcp.Google.BigQuery.Wire;

/// <summary>A query that runs as a job of its own, like a MERGE.</summary>
internal sealed record QueryConfiguration
{
    public required string Query { get; init; }

    public bool UseLegacySql { get; init; }

    public string? ParameterMode { get; init; }

    public IReadOnlyList<QueryParameter>? QueryParameters { get; init; }

    [JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)]
    public long? MaximumBytesBilled { get; init; }
}
