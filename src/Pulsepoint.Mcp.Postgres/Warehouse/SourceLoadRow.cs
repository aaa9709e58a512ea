namespace Pulsepoint.Mcp.Postgres.Warehouse;

internal sealed record SourceLoadRow
{
    public required string BrandId { get; init; }

    public required string Source { get; init; }

    public required string Generation { get; init; }

    public required DateOnly FirstDay { get; init; }

    public required DateOnly DataThrough { get; init; }

    public required DateOnly[] Gaps { get; init; }
}
