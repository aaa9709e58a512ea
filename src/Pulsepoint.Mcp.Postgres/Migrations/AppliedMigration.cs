namespace Pulsepoint.Mcp.Postgres.Migrations;

/// <summary>A line of the journal.</summary>
internal sealed record AppliedMigration
{
    public required string Name { get; init; }

    public required string Sha256 { get; init; }
}
