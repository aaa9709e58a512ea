namespace Pulsepoint.Mcp.Postgres.Usage;

internal sealed record SumRow
{
    public required string Name { get; init; }

    public string? PersonName { get; init; }

    public required long Calls { get; init; }

    public required long TokensIn { get; init; }

    public required long TokensOut { get; init; }

    public required long Rows { get; init; }

    public required long BytesBilled { get; init; }

    public required decimal CostUsd { get; init; }

    public decimal? AverageMs { get; init; }

    public int? MaxMs { get; init; }

    public double? P50Ms { get; init; }

    public double? P95Ms { get; init; }

    public double? P99Ms { get; init; }
}
