using System.Globalization;
using System.Numerics;
using DuckDB.NET.Data;
using NodaTime;
using Pulsepoint.Mcp.Core.Metrics.Sql;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.DuckDb.Warehouses;

/// <summary>Turns one result row into a <see cref="FactRow"/> by the order of columns that a compiled query promises.</summary>
internal static class FactRows
{
    public static FactRow Read(DuckDBDataReader reader, CompiledQuery query)
    {
        var column = 0;
        var period = query.HasPeriod ? Day(reader, column++) : null;
        var keys = new string?[query.KeyCount];
        for (var i = 0; i < keys.Length; i++, column++)
            keys[i] = reader.IsDBNull(column) ? null : Text(reader.GetValue(column));

        var measures = new decimal?[query.MeasureCount];
        for (var i = 0; i < measures.Length; i++, column++)
            measures[i] = reader.IsDBNull(column) ? null : Number(reader.GetValue(column));

        return new FactRow(period, keys, measures);
    }

    private static LocalDate? Day(DuckDBDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetValue(column) switch
    {
        DateOnly day => LocalDate.FromDateOnly(day),
        DateTime moment => LocalDate.FromDateTime(moment),
        var other => throw new InvalidOperationException($"A period must be a date, not {other.GetType().Name}."),
    };

    private static string? Text(object value) => value as string ?? Convert.ToString(value, CultureInfo.InvariantCulture);

    // A sum of BIGINT is a HUGEINT in DuckDB, so whole numbers may arrive as BigInteger.
    public static decimal Number(object value) => value switch
    {
        decimal number => number,
        long number => number,
        int number => number,
        BigInteger number => (decimal)number,
        double number => (decimal)number,
        var other => throw new InvalidOperationException($"A measure must be a number, not {other.GetType().Name}."),
    };
}
