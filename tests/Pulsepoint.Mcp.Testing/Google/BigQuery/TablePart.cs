using NodaTime;
using NodaTime.Text;
using Pulsepoint.Mcp.Testing.Google.GoogleSql;
using Pulsepoint.Mcp.Testing.Google.GoogleSql.Wire;

namespace Pulsepoint.Mcp.Testing.Google.BigQuery;

/// <summary>What a load writes into: a table, or one day of one that is cut by a column: <c>orders$20260101</c>.</summary>
/// <param name="column">The column that it is cut by.</param>
/// <param name="day">The day; null for the whole table.</param>
internal sealed class TablePart(int column, LocalDate? day)
{
    private const char Sign = '$';

    private static readonly LocalDatePattern s_day = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");

    /// <summary>The table without the day.</summary>
    public static string WholeOf(string id) => id.Split(Sign)[0];

    /// <exception cref="BigQueryError">The table is not cut by days, or this is no day.</exception>
    public static TablePart Of(FakeTable table, string id)
    {
        if (id.Split(Sign) is not [_, var text])
            return new TablePart(0, day: null);

        var by = (string?)table.Resource["timePartitioning"]?["field"];
        var column = by is null ? -1 : table.Columns.ToList().FindIndex(c => c.Name.Equals(by, StringComparison.OrdinalIgnoreCase));
        return column >= 0 && s_day.Parse(text) is { Success: true, Value: var day }
            ? new TablePart(column, day)
            : throw BigQueryError.Invalid($"Invalid partition {id}.");
    }

    public bool Holds(TableRow row) => day is null || WireValue.Day(row.Cell[column]) == day;
}
