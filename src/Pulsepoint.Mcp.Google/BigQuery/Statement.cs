using NodaTime;
using Pulsepoint.Mcp.Google.BigQuery.Wire;

namespace Pulsepoint.Mcp.Google.BigQuery;

/// <summary>A statement in GoogleSQL, and how it may run.</summary>
internal sealed record Statement
{
    /// <summary>Who pays.</summary>
    public required string Project { get; init; }

    /// <summary>Where the data lie, like <c>EU</c>; null lets BigQuery find out.</summary>
    public string? Location { get; init; }

    public required string Sql { get; init; }

    public IReadOnlyList<QueryParameter> Parameters { get; init; } = [];

    /// <summary>Above this it fails, and costs nothing; null for no limit.</summary>
    public long? MostBytesBilled { get; init; }

    /// <summary>When BigQuery itself gives up, whether anybody waits or not; null for its own six hours.</summary>
    public Duration? TimeLimit { get; init; }

    /// <summary>What the bill can be cut by: lower-case names and values.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The same as a job.</summary>
    public JobConfiguration ToJob() => new()
    {
        Query = new QueryConfiguration
        {
            Query = Sql,
            ParameterMode = Parameters.Count > 0 ? "NAMED" : null,
            QueryParameters = Parameters.Count > 0 ? Parameters : null,
            MaximumBytesBilled = MostBytesBilled,
        },
        JobTimeoutMs = TimeLimit is { } limit ? (long)limit.TotalMilliseconds : null,
        Labels = Labels.Count > 0 ? Labels : null,
    };
}
