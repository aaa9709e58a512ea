namespace Pulsepoint.Mcp.Core.Moves;

/// <param name="Name">The table.</param>
/// <param name="Rows">How many rows it has.</param>
/// <param name="Parts">In how many files they go.</param>
public sealed record MovedTable(string Name, long Rows, int Parts);
