namespace Pulsepoint.Mcp.Postgres.Usage;

internal sealed record CountedRow
{
    public required DateOnly Day { get; init; }

    public required Guid UserId { get; init; }

    public required long Allowed { get; init; }

    public required long Refused { get; init; }
}
