namespace Pulsepoint.Mcp.Postgres.Privacy;

internal sealed record TableRow
{
    public required string Name { get; init; }

    public required long Counted { get; init; }
}
