namespace Pulsepoint.Mcp.Postgres.Privacy;

internal sealed record ExpiredMonthRow
{
    public required string Month { get; init; }

    public required string Name { get; init; }

    /// <summary>Null for a month without rows.</summary>
    public string? Slug { get; init; }

    public required long Expired { get; init; }
}
