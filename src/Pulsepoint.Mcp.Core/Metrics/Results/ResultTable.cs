namespace Pulsepoint.Mcp.Core.Metrics.Results;

/// <summary>Rows under their columns, and the engine and sources that they come from.</summary>
public sealed record ResultTable(IReadOnlyList<ResultColumn> Columns, IReadOnlyList<IReadOnlyList<Cell>> Rows, string Source);
