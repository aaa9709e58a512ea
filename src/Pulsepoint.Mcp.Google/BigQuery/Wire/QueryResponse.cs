using System.Text.Json.Serialization;

namespace Pulsepoint.Mcp.Google.BigQuery.Wire;

/// <summary>The answer of jobs.query and of jobs.getQueryResults.</summary>
internal sealed record QueryResponse
{
    public bool JobComplete { get; init; }

    /// <summary>Null after a dry run.</summary>
    public JobReference? JobReference { get; init; }

    public TableSchema? Schema { get; init; }

    public IReadOnlyList<ResultRow>? Rows { get; init; }

    public string? PageToken { get; init; }

    [JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)]
    public long? TotalRows { get; init; }

    [JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)]
    public long? TotalBytesProcessed { get; init; }

    [JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)]
    public long? TotalBytesBilled { get; init; }

    [JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)]
    public long? NumDmlAffectedRows { get; init; }

    public bool? CacheHit { get; init; }

    public IReadOnlyList<ErrorProto>? Errors { get; init; }

    /// <summary>Rows that are missing must never look like fewer rows.</summary>
    /// <param name="rows">How many all pages together had.</param>
    /// <exception cref="BigQueryException">They are not all there are.</exception>
    public void RequireAll(long rows)
    {
        if (TotalRows is { } all && rows != all)
            throw new BigQueryException(BigQueryProblem.Strange, FormattableString.Invariant($"{rows} of {all} rows"), mayRepeat: false);
    }
}
