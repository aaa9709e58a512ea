using System.Data.Common;
using NodaTime;
using Pulsepoint.Mcp.Core.Metrics.Sql;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Postgres.Warehouse;

/// <summary>Reads rows in the order that <see cref="CompiledQuery"/> promises: period, keys, measures.</summary>
internal static class FactRowReader
{
    public static async Task<IReadOnlyList<FactRow>> ReadAsync(DbDataReader reader, CompiledQuery query, CancellationToken cancellationToken)
    {
        var rows = new List<FactRow>();
        while (await reader.ReadAsync(cancellationToken))
            rows.Add(ToFactRow(reader, query));

        // To the end: the last result is the check that the session was still good.
        while (await reader.NextResultAsync(cancellationToken))
        {
        }

        return rows;
    }

    private static FactRow ToFactRow(DbDataReader reader, CompiledQuery query)
    {
        var column = 0;
        var period = query.HasPeriod ? LocalDate.FromDateOnly(reader.GetFieldValue<DateOnly>(column++)) : (LocalDate?)null;

        var keys = new string?[query.KeyCount];
        for (var i = 0; i < keys.Length; i++, column++)
            keys[i] = reader.IsDBNull(column) ? null : reader.GetString(column);

        var measures = new decimal?[query.MeasureCount];
        for (var i = 0; i < measures.Length; i++, column++)
            measures[i] = reader.IsDBNull(column) ? null : ReadNumber(reader, column);

        return new FactRow(period, keys, measures);
    }

    private static decimal ReadNumber(DbDataReader reader, int column) =>
        reader.GetFieldType(column) == typeof(long) ? reader.GetInt64(column) : reader.GetDecimal(column);
}
