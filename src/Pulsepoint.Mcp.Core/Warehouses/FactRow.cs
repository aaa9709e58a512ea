using NodaTime;

namespace Pulsepoint.Mcp.Core.Warehouses;

/// <summary>One group of a result: its period, its dimension values, and the sums of its measures, as the query lists them.</summary>
/// <param name="Period">First day of the period; null when the query has no grain.</param>
/// <param name="Keys">Dimension values; null where the data have none.</param>
/// <param name="Measures">Exact sums; null where no row counted.</param>
public sealed record FactRow(LocalDate? Period, IReadOnlyList<string?> Keys, IReadOnlyList<decimal?> Measures);
