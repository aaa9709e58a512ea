using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Google.BigQuery.Wire;

namespace Pulsepoint.Mcp.Google.BigQuery;

/// <summary>The table of a dataset that says what is loaded: a row for every brand and source, all written at once and of one generation.</summary>
internal static class LoadsTable
{
    private const string Name = "loads";

    private static readonly string[] s_columns = ["generation", "brand_id", "source", "first_day", "data_through", "gaps"];

    public static TableReference In(WarehousePlace place) => new(place.Dataset.Project!, place.Dataset.Name, Name); // every place names its project

    /// <summary>Null when nothing is loaded.</summary>
    /// <exception cref="BigQueryException">It is another table of that name.</exception>
    /// <exception cref="RefusalException">It is being written.</exception>
    public static WarehouseState? Read(WarehousePlace place, Table table, IReadOnlyList<ResultRow> rows)
    {
        var columns = s_columns.Select(c => Column(table, c)).ToArray();
        string Text(ResultRow row, int column) => row.F[columns[column]].V.GetString()!; // no column of these is ever null

        var loads = rows
            .Select(r => new SourceLoad(BrandId.Parse(Text(r, 1)), Text(r, 2), Day(Text(r, 3)), Day(Text(r, 4)), [.. Days(r.F[columns[5]]).Order()]))
            .OrderBy(l => l.Brand.Value, StringComparer.Ordinal).ThenBy(l => l.Source, StringComparer.Ordinal)
            .ToList();
        // They are written at once; read in pages, they could be of two loads.
        if (rows.Select(r => Text(r, 0)).Distinct(StringComparer.Ordinal).Count() > 1)
            throw Refusal.SourceUnavailable("The data are being replaced just now.", "Ask again in a moment.");

        return loads.Count == 0 ? null : new WarehouseState(Text(rows[0], 0), loads) { Dataset = place.Dataset };
    }

    private static int Column(Table table, string name)
    {
        var fields = table.Schema?.Fields ?? [];
        for (var i = 0; i < fields.Count; i++)
        {
            if (fields[i].Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return i;
        }

        throw new BigQueryException(BigQueryProblem.Wrong, string.Create(CultureInfo.InvariantCulture, $"{Name} has no column {name}"), mayRepeat: false);
    }

    private static IEnumerable<LocalDate> Days(ResultCell cell) => cell.V.EnumerateArray().Select(d => Day(d.GetProperty("v").GetString()!)); // an array has no nulls

    private static LocalDate Day(string text) => LocalDatePattern.Iso.Parse(text).Value;
}
