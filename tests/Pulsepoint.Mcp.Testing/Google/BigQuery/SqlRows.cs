using Pulsepoint.Mcp.Testing.Google.GoogleSql.Wire;

namespace Pulsepoint.Mcp.Testing.Google.BigQuery;

/// <summary>What a statement gave.</summary>
/// <param name="Columns">None for a statement that changes rows.</param>
/// <param name="Rows">The answer.</param>
/// <param name="Bytes">What was read for it.</param>
/// <param name="Billed">What is billed for that, table by table.</param>
/// <param name="Changed">What it has changed; null for a query.</param>
internal sealed record SqlRows(IReadOnlyList<Column> Columns, IReadOnlyList<TableRow> Rows, long Bytes, long Billed, RowCounts? Changed);
