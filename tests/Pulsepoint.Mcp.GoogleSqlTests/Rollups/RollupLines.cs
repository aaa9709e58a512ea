using System.Globalization;
using Pulsepoint.Mcp.Core.Rollups;
using Pulsepoint.Mcp.Testing.Google.GoogleSql;
using Pulsepoint.Mcp.Testing.Google.GoogleSql.Wire;

namespace Pulsepoint.Mcp.GoogleSqlTests.Rollups;

/// <summary>Roll-ups as lines that can be compared, to the last decimal. How many zeros a decimal carries is the engine's own affair.</summary>
internal static class RollupLines
{
    public static IReadOnlyList<string> Of(RollupRows rows) =>
        [.. Enumerable.Range(0, rows.Count).Select(i => string.Join(" | ", rows.Columns.Select(c => Text(c.GetValue(i))))).Order(StringComparer.Ordinal)];

    /// <summary>The same of what the GoogleSQL server gives.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<TableRow> rows, RollupTable table) => [.. rows.Select(r => Line(r, table)).Order(StringComparer.Ordinal)];

    private static string Line(TableRow row, RollupTable table) => string.Join(" | ", row.Cell.Zip(table.Columns, (cell, column) => Text(column.Type switch
    {
        RollupColumnType.Text => WireValue.Text(cell),
        RollupColumnType.Day => WireValue.Day(cell)?.ToDateOnly(),
        _ => WireValue.Number(cell),
    })));

    private static string Text(object? value) => value switch
    {
        null => "null",
        decimal number => number.ToString("0.##########", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!, // not null, as the value is not
    };
}
