namespace Pulsepoint.Mcp.Google.BigQuery.Wire;

internal sealed record ViewDefinition(string Query)
{
    public bool UseLegacySql { get; init; }
}
