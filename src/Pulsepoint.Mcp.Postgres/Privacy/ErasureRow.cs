namespace Pulsepoint.Mcp.Postgres.Privacy;

internal sealed record ErasureRow
{
    public required int Keys { get; init; }

    public required int Questions { get; init; }

    public required int Feedback { get; init; }
}
