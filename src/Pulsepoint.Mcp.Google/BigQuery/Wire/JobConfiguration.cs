using System.Text.Json.Serialization;

namespace Pulsepoint.Mcp.Google.BigQuery.Wire;

internal sealed record JobConfiguration
{
    public QueryConfiguration? Query { get; init; }

    public LoadConfiguration? Load { get; init; }

    public bool? DryRun { get; init; }

    [JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)]
    public long? JobTimeoutMs { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }
}
