namespace Pulsepoint.Mcp.Postgres.Doctor;

internal sealed record CanaryRow
{
    public required string TableName { get; init; }

    /// <summary>Asks that table; made and quoted by the server.</summary>
    public required string Question { get; init; }
}
