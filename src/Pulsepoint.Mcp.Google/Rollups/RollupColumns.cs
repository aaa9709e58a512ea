using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Pulsepoint.Mcp.Core.Rollups;
using Pulsepoint.Mcp.Google.BigQuery.Wire;

namespace Pulsepoint.Mcp.Google.Rollups;

/// <summary>Gathers a result column by column: its pages are let go of one after another.</summary>
internal sealed class RollupColumns(RollupTable table)
{
    private readonly Column[] _columns = [.. table.Columns.Select(ColumnOf)];

    public void Add(ResultRow row)
    {
        for (var i = 0; i < _columns.Length; i++)
            _columns[i].Add(row.F[i]);
    }

    public RollupRows ToRows() => new(table, [.. _columns.Select(c => c.ToArray())]);

    private static Column ColumnOf(RollupColumn column) => column.Type switch
    {
        RollupColumnType.Text => new Column<string?>(Text),
        RollupColumnType.Day => new Column<DateOnly>(cell => DateOnly.ParseExact(Value(cell), "yyyy-MM-dd", CultureInfo.InvariantCulture)),
        RollupColumnType.Amount => new Column<decimal>(cell => decimal.Parse(Value(cell), NumberStyles.Float, CultureInfo.InvariantCulture)),
        RollupColumnType.Count => new Column<long>(cell => long.Parse(Value(cell), CultureInfo.InvariantCulture)),
        _ => throw new UnreachableException($"The column {column.Name} is of no known type."),
    };

    private static string? Text(ResultCell cell) => cell.V.ValueKind == JsonValueKind.Null ? null : cell.V.GetString();

    private static string Value(ResultCell cell) => Text(cell) ?? throw new InvalidOperationException("A sum or a day of a roll-up is null.");

    private abstract class Column
    {
        public abstract void Add(ResultCell cell);

        public abstract Array ToArray();
    }

    private sealed class Column<T>(Func<ResultCell, T> read) : Column
    {
        private readonly List<T> _values = [];

        public override void Add(ResultCell cell) => _values.Add(read(cell));

        public override Array ToArray() => _values.ToArray();
    }
}
