namespace Pulsepoint.Mcp.Postgres.Alerts;

internal sealed record CostRow
{
    public required decimal Day { get; init; }

    public required decimal Month { get; init; }
}
