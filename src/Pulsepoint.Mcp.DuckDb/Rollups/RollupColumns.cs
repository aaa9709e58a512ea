using System.Diagnostics;
using DuckDB.NET.Data;
using Pulsepoint.Mcp.Core.Rollups;

namespace Pulsepoint.Mcp.DuckDb.Rollups;

/// <summary>Gathers a result column by column.</summary>
internal sealed class RollupColumns(RollupTable table)
{
    private readonly Column[] _columns = [.. table.Columns.Select(ColumnOf)];

    public RollupRows ReadAll(DuckDBDataReader reader)
    {
        while (reader.Read())
        {
            for (var i = 0; i < _columns.Length; i++)
                _columns[i].Add(reader, i);
        }

        return new RollupRows(table, [.. _columns.Select(c => c.ToArray())]);
    }

    private static Column ColumnOf(RollupColumn column) => column.Type switch
    {
        RollupColumnType.Text => new Column<string?>((reader, i) => reader.IsDBNull(i) ? null : reader.GetString(i)),
        RollupColumnType.Day => new Column<DateOnly>((reader, i) => reader.GetFieldValue<DateOnly>(i)),
        RollupColumnType.Amount => new Column<decimal>((reader, i) => reader.GetDecimal(i)),
        RollupColumnType.Count => new Column<long>((reader, i) => reader.GetInt64(i)),
        _ => throw new UnreachableException($"The column {column.Name} is of no known type."),
    };

    private abstract class Column
    {
        public abstract void Add(DuckDBDataReader reader, int index);

        public abstract Array ToArray();
    }

    private sealed class Column<T>(Func<DuckDBDataReader, int, T> read) : Column
    {
        private readonly List<T> _values = [];

        public override void Add(DuckDBDataReader reader, int index) => _values.Add(read(reader, index));

        public override Array ToArray() => _values.ToArray();
    }
}
