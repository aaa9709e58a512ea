using System.Text.Json.Serialization;

namespace Pulsepoint.Mcp.Google.BigQuery.Wire;

internal sealed record JobStatistics
{
    public QueryStatistics? Query { get; init; }

    public LoadStatistics? Load { get; init; }

    [JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)]
    public long? TotalBytesProcessed { get; init; }
}
