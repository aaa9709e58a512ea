using System.Text.Json.Serialization;

namespace Pulsepoint.Mcp.Google.BigQuery.Wire;

internal sealed record QueryStatistics
{
    [JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)]
    public long? TotalBytesProcessed { get; init; }

    [JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)]
    public long? TotalBytesBilled { get; init; }

    [JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)]
    public long? NumDmlAffectedRows { get; init; }

    public bool? CacheHit { get; init; }
}
