using Pulsepoint.Mcp.Core.Metrics.Sql;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Testing.Google.GoogleSql.Wire;

namespace Pulsepoint.Mcp.Testing.Google.GoogleSql;

/// <summary>Turns a row of the server into a <see cref="FactRow"/> by the order of columns that a compiled query promises.</summary>
internal static class WireRow
{
    public static FactRow Read(TableRow row, CompiledQuery query)
    {
        var keys = query.HasPeriod ? 1 : 0;
        var measures = keys + query.KeyCount;
        return new FactRow(
            query.HasPeriod ? WireValue.Day(row.Cell[0]) : null,
            [.. row.Cell.Take(keys..measures).Select(WireValue.Text)],
            [.. row.Cell.Take(measures..(measures + query.MeasureCount)).Select(WireValue.Number)]);
    }
}
