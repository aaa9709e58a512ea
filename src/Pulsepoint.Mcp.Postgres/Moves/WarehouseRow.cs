namespace Pulsepoint.Mcp.Postgres.Moves;

internal sealed record WarehouseRow
{
    public required string Kind { get; init; }

    public string? Place { get; init; }

    public string? Provisioned { get; init; }
}
