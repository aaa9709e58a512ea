using System.Text.Json.Nodes;
using Pulsepoint.Mcp.Testing.Google.GoogleSql.Wire;

namespace Pulsepoint.Mcp.Testing.Google.BigQuery;

/// <summary>Plain CSV, without quotes: enough for what clients are judged by.</summary>
internal static class CsvFile
{
    public static List<TableRow> Read(IEnumerable<string> lines, IReadOnlyList<Column> columns, JsonObject load)
    {
        var skipped = load["skipLeadingRows"] is { } skip ? int.Parse(skip.ToString(), System.Globalization.CultureInfo.InvariantCulture) : 0;
        var delimiter = (string?)load["fieldDelimiter"] ?? ",";
        return [.. lines.Skip(skipped).Select(l => Row(l.Split(delimiter), columns, (bool?)load["allowJaggedRows"] == true))];
    }

    private static TableRow Row(string[] fields, IReadOnlyList<Column> columns, bool mayEndEarly)
    {
        if (fields.Length > columns.Count || (fields.Length < columns.Count && !mayEndEarly))
            throw BigQueryError.Invalid($"Error while reading data, error message: CSV table has {fields.Length} columns, not {columns.Count}.");

        var row = new JsonObject();
        for (var i = 0; i < fields.Length; i++)
            row[columns[i].Name] = fields[i].Length == 0 ? null : JsonValue.Create(fields[i]);

        return InputCell.Row(row, columns, ignoreUnknown: false);
    }
}
