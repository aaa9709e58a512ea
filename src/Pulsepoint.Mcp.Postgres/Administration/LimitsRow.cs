namespace Pulsepoint.Mcp.Postgres.Administration;

internal sealed record LimitsRow
{
    public required int UserPerMinute { get; init; }

    public required int UserBurst { get; init; }

    public required int TenantPerMinute { get; init; }

    public required int TenantBurst { get; init; }
}
