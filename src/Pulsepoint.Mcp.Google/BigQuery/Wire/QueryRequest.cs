using System.Text.Json.Serialization;

namespace Pulsepoint.Mcp.Google.BigQuery.Wire;

/// <summary>The body of jobs.query.</summary>
internal sealed record QueryRequest
{
    public required string Query { get; init; }

    // BigQuery's default is true.
    public bool UseLegacySql { get; init; }

    public string? ParameterMode { get; init; }

    public IReadOnlyList<QueryParameter>? QueryParameters { get; init; }

    [JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)]
    public long? MaximumBytesBilled { get; init; }

    public bool? DryRun { get; init; }

    /// <summary>Within a quarter of an hour, a repeated request is the same query.</summary>
    public string? RequestId { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    public string? Location { get; init; }

    public int? MaxResults { get; init; }

    /// <summary>How long the answer is waited for; the query goes on after it.</summary>
    public int? TimeoutMs { get; init; }

    [JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)]
    public long? JobTimeoutMs { get; init; }

    public FormatOptions FormatOptions { get; init; } = new(UseInt64Timestamp: true);
}
