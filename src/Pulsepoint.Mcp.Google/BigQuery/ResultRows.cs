using System.Globalization;
using System.Text.Json;
using NodaTime.Text;
using Pulsepoint.Mcp.Core.Metrics.Sql;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Google.BigQuery.Wire;

namespace Pulsepoint.Mcp.Google.BigQuery;

/// <summary>Turns one row into a <see cref="FactRow"/> by the order of columns that a compiled query promises. Every value is text.</summary>
internal static class ResultRows
{
    public static FactRow Read(ResultRow row, CompiledQuery query)
    {
        var keys = query.HasPeriod ? 1 : 0;
        var measures = keys + query.KeyCount;
        return new FactRow(
            query.HasPeriod && Text(row.F[0]) is { } day ? LocalDatePattern.Iso.Parse(day).Value : null,
            [.. row.F.Take(keys..measures).Select(Text)],
            [.. row.F.Take(measures..(measures + query.MeasureCount)).Select(Number)]);
    }

    private static string? Text(ResultCell cell) => cell.V.ValueKind == JsonValueKind.Null ? null : cell.V.GetString();

    // Decimals come with up to 38 decimals; those past what a decimal holds are rounded, and our sums have ten.
    private static decimal? Number(ResultCell cell) =>
        Text(cell) is { } text ? decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) : null;
}
