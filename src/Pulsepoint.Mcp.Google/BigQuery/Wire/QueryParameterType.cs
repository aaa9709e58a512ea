namespace Pulsepoint.Mcp.Google.BigQuery.Wire;

internal sealed record QueryParameterType(string Type)
{
    public QueryParameterType? ArrayType { get; init; }
}
