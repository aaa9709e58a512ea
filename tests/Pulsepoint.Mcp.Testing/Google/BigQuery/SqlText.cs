namespace Pulsepoint.Mcp.Testing.Google.BigQuery;

/// <summary>A statement as it came.</summary>
/// <param name="Sql">The text.</param>
/// <param name="Parameters">Its values.</param>
/// <param name="Project">Whose tables are meant where none is named.</param>
/// <param name="Dataset">The same; null where every table must name its own.</param>
/// <param name="Asker">Who must be let in by the datasets of its tables; null where nobody looks.</param>
internal sealed record SqlText(string Sql, IReadOnlyList<QueryValue> Parameters, string Project, string? Dataset, string? Asker = null);
