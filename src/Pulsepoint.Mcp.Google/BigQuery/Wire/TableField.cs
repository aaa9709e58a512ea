namespace Pulsepoint.Mcp.Google.BigQuery.Wire;

internal sealed record TableField(string Name, string Type)
{
    /// <summary><c>NULLABLE</c> where it is not named.</summary>
    public string? Mode { get; init; }

    public IReadOnlyList<TableField>? Fields { get; init; }
}
