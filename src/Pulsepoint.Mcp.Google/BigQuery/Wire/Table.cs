using System.Text.Json.Serialization;

namespace Pulsepoint.Mcp.Google.BigQuery.Wire;

internal sealed record Table
{
    public required TableReference TableReference { get; init; }

    public string? Type { get; init; }

    public TableSchema? Schema { get; init; }

    public TimePartitioning? TimePartitioning { get; init; }

    public bool? RequirePartitionFilter { get; init; }

    public Clustering? Clustering { get; init; }

    public ViewDefinition? View { get; init; }

    public string? Description { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    [JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)]
    public long? NumRows { get; init; }

    [JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)]
    public long? NumBytes { get; init; }

    /// <summary>Milliseconds since 1970; a table that was made again has another.</summary>
    [JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)]
    public long? CreationTime { get; init; }

    /// <summary>When it is deleted by itself, in milliseconds since 1970; null for never.</summary>
    [JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)]
    public long? ExpirationTime { get; init; }

    public string? Etag { get; init; }
}
