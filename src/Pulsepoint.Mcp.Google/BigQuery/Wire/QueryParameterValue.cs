namespace Pulsepoint.Mcp.Google.BigQuery.Wire;

/// <summary>One value, or those of an array; all of them as text.</summary>
internal sealed record QueryParameterValue
{
    public string? Value { get; init; }

    public IReadOnlyList<QueryParameterValue>? ArrayValues { get; init; }
}
