namespace Pulsepoint.Mcp.Postgres.Privacy;

internal sealed record ExpiredRow
{
    public required string Name { get; init; }

    public required int Days { get; init; }

    public required long Expired { get; init; }
}
