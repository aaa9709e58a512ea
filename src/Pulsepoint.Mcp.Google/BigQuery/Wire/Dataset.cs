using System.Text.Json.Serialization;

namespace Pulsepoint.Mcp.Google.BigQuery.Wire;

internal sealed record Dataset
{
    public required DatasetReference DatasetReference { get; init; }

    /// <summary>Cannot be changed later.</summary>
    public string? Location { get; init; }

    public string? Description { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    [JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)]
    public long? DefaultTableExpirationMs { get; init; }

    [JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)]
    public long? DefaultPartitionExpirationMs { get; init; }

    public IReadOnlyList<DatasetAccess>? Access { get; init; }

    public string? Etag { get; init; }
}
