namespace Pulsepoint.Mcp.Postgres.Administration;

internal sealed record TenantRow
{
    public required string Name { get; init; }

    public required string ReportingCurrency { get; init; }

    public required string ReportingTimeZone { get; init; }

    public required bool IsDemo { get; init; }
}
