namespace Pulsepoint.Mcp.Postgres.Usage;

internal sealed record FreshnessRow
{
    public required string BrandId { get; init; }

    public required string Source { get; init; }

    public required DateOnly DataThrough { get; init; }

    public required DateTime LoadedAt { get; init; }
}
