namespace Pulsepoint.Mcp.Postgres.Usage;

internal sealed record UsageDayRow
{
    public required string Slug { get; init; }

    public required DateOnly Day { get; init; }

    public required long Counted { get; init; }

    public required long Refused { get; init; }

    public required long Reported { get; init; }

    public required long TokensIn { get; init; }

    public required long TokensOut { get; init; }

    public required long Rows { get; init; }

    public required long BytesBilled { get; init; }

    public required decimal CostUsd { get; init; }
}
