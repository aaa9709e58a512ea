namespace Pulsepoint.Mcp.Postgres.Usage;

internal sealed record ReportedRow
{
    public required int Added { get; init; }

    public required int Known { get; init; }

    public required int Ignored { get; init; }
}
