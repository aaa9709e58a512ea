using DuckDB.NET.Data;
using NodaTime;
using NodaTime.Text;
using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Moves;
using Pulsepoint.Mcp.Core.Provisioning;
using Pulsepoint.Mcp.DuckDb.Snapshots;

namespace Pulsepoint.Mcp.DuckDb.Moves;

/// <summary>Cuts a table into parts, a month each, and says how one is written. Names come from the list of tables alone.</summary>
internal static class FactParts
{
    private static readonly YearMonthPattern s_name = YearMonthPattern.CreateWithInvariantCulture("uuuu_MM");

    public static IReadOnlyList<FactPart> Of(DuckDBConnection connection, DatasetTable table, DateRange? days, CancellationToken cancellationToken)
    {
        var day = table.Partition?.Column;
        using var command = connection.CreateCommand();
        command.CommandText = $"select {(day is null ? "null::date" : $"date_trunc('month', {day})::date")} as month, count(*) from {table.Name} where {Filter(day, days)} group by month order by month";
        AddDays(command, days);
        return InterruptibleCommand.ReadAll(
            command,
            row => Part(row.IsDBNull(0) ? null : LocalDate.FromDateOnly(row.GetFieldValue<DateOnly>(0)), days, isCut: day is not null, row.GetInt64(1)),
            cancellationToken);
    }

    /// <summary>The statement that writes a part; its parameters are the days from $from to $to, where it has days.</summary>
    public static string Copy(DatasetTable table, FactPart part, string path)
    {
        var columns = string.Join(", ", table.Columns.Select(Column));
        var filter = part.Name == FactPart.Dayless ? $"{table.Partition!.Column} is null" : Filter(table.Partition?.Column, part.Days); // only what is cut has such a part
        return $"copy (select {columns} from {table.Name} where {filter}) to {ExportConnection.Quoted(path)} (format parquet, compression zstd)";
    }

    private static FactPart Part(LocalDate? month, DateRange? days, bool isCut, long rows)
    {
        if (month is not { } first)
            return new FactPart(isCut ? FactPart.Dayless : FactPart.Whole, Days: null, rows);

        var whole = new DateRange(first, DateAdjusters.EndOfMonth(first));
        var range = days is { } asked ? new DateRange(LocalDate.Max(whole.From, asked.From), LocalDate.Min(whole.To, asked.To)) : whole;
        return new FactPart(s_name.Format(first.ToYearMonth()), range, rows);
    }

    // A moment without a zone would be none in Parquet: it is one of UTC.
    private static string Column(DatasetColumn column) =>
        column.Type is ColumnType.Moment ? $"timezone('UTC', {column.Name}) as {column.Name}" : column.Name;

    private static string Filter(string? day, DateRange? days) => day is null || days is null ? "true" : $"{day} between $from and $to";

    private static void AddDays(DuckDBCommand command, DateRange? days)
    {
        if (days is not { } range)
            return;

        command.Parameters.Add(new DuckDBParameter("from", range.From.ToDateOnly()));
        command.Parameters.Add(new DuckDBParameter("to", range.To.ToDateOnly()));
    }
}
