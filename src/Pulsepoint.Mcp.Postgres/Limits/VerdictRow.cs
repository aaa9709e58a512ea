namespace Pulsepoint.Mcp.Postgres.Limits;

internal sealed record VerdictRow
{
    public required bool IsAllowed { get; init; }

    public required int WaitSeconds { get; init; }

    public required int PerMinute { get; init; }

    public required int Burst { get; init; }
}
