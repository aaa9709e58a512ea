namespace Pulsepoint.Mcp.Core.Migrations;

/// <param name="Applied">Names of the migrations applied by this run.</param>
/// <param name="Pending">Names of the migrations still to apply.</param>
/// <param name="Findings">What the catalogue lint objects to; empty when the wall is whole.</param>
public sealed record MigrationReport(IReadOnlyList<string> Applied, IReadOnlyList<string> Pending, IReadOnlyList<string> Findings)
{
    public bool IsAtHead => Pending.Count == 0 && Findings.Count == 0;
}
