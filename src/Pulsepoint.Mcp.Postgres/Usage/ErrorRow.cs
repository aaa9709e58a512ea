namespace Pulsepoint.Mcp.Postgres.Usage;

internal sealed record ErrorRow
{
    public required string Name { get; init; }

    public string? PersonName { get; init; }

    public required string ErrorCode { get; init; }

    public required string Outcome { get; init; }

    public required long Events { get; init; }
}
