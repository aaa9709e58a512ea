namespace Pulsepoint.Mcp.Core.Metrics.Sql;

/// <summary>
/// SQL text whose identifiers come only from the catalogue and whose values travel only as parameters. Its columns are,
/// in this order: the period (a date) if <paramref name="HasPeriod"/>, then the keys (text), then the measures (numbers).
/// </summary>
/// <param name="Sql">The text, in the dialect of the engine it was compiled for.</param>
/// <param name="Parameters">Every parameter of the text, once.</param>
/// <param name="HasPeriod">Whether the first column is the period.</param>
/// <param name="KeyCount">How many key columns follow.</param>
/// <param name="MeasureCount">How many measure columns come last.</param>
public sealed record CompiledQuery(string Sql, IReadOnlyList<SqlParameter> Parameters, bool HasPeriod, int KeyCount, int MeasureCount);
