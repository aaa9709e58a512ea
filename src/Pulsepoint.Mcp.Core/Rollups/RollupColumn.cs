namespace Pulsepoint.Mcp.Core.Rollups;

/// <summary>One column of a roll-up, named alike wherever the table lies.</summary>
public sealed record RollupColumn(string Name, RollupColumnType Type);
