namespace Pulsepoint.Mcp.Google.BigQuery.Wire;

internal sealed record QueryParameter(string Name, QueryParameterType ParameterType, QueryParameterValue ParameterValue);
