using System.Globalization;
using System.Text.Json.Nodes;
using DuckDB.NET.Data;
using Pulsepoint.Mcp.Testing.Google.GoogleSql.Wire;

namespace Pulsepoint.Mcp.Testing.Google.BigQuery;

/// <summary>Parquet, read by DuckDB.</summary>
internal static class ParquetFile
{
    public static List<TableRow> Read(byte[] file, IReadOnlyList<Column> columns)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, file);
            using var connection = new DuckDBConnection("DataSource=:memory:");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "from read_parquet($path)";
            command.Parameters.Add(new DuckDBParameter("path", path));
            using var reader = command.ExecuteReader();

            var rows = new List<TableRow>();
            while (reader.Read())
                rows.Add(Row(reader, columns));

            return rows;
        }
        catch (DuckDBException e)
        {
            throw BigQueryError.Invalid($"Error while reading data, error message: {e.Message}");
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static TableRow Row(DuckDBDataReader reader, IReadOnlyList<Column> columns)
    {
        var row = new JsonObject();
        for (var i = 0; i < reader.FieldCount; i++)
            row[reader.GetName(i)] = reader.IsDBNull(i) ? null : JsonValue.Create(Text(reader.GetValue(i)));

        return InputCell.Row(row, columns, ignoreUnknown: false);
    }

    private static string Text(object value) => value switch
    {
        DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
        DateTime moment => moment.ToString("O", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!, // not null, as the value is not
    };
}
