using System.Text.Json.Serialization;

namespace Pulsepoint.Mcp.Google.BigQuery.Wire;

internal sealed record TimePartitioning(string Type)
{
    /// <summary>The column; null for the time of loading.</summary>
    public string? Field { get; init; }

    [JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)]
    public long? ExpirationMs { get; init; }
}
