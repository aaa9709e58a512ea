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

            Check(reader, columns);
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

    // A column of the file must be one of the table, and of its type; one that the file lacks is null in every row, if it may be.
    private static void Check(DuckDBDataReader reader, IReadOnlyList<Column> columns)
    {
        for (var i = 0; i < reader.FieldCount; i++)
        {
            var name = reader.GetName(i);
            var type = reader.GetDataTypeName(i).ToUpperInvariant();
            var column = columns.FirstOrDefault(c => c.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                ?? throw BigQueryError.Invalid($"Provided Schema does not match Table. Cannot add fields (field: {name})");
            if (!Fits(type, column.Type.TypeKind))
                throw BigQueryError.Invalid($"Provided Schema does not match Table. Field {name} has changed type from {column.Type.TypeKind} to {type}");
        }
    }

    private static bool Fits(string type, TypeKind kind) => type switch
    {
        "VARCHAR" => kind is TypeKind.TypeString,
        "DATE" => kind is TypeKind.TypeDate,
        // Without a zone it is a civil time, which no moment is made of.
        "TIMESTAMP" => kind is TypeKind.TypeDatetime,
        "TIMESTAMP WITH TIME ZONE" or "TIMESTAMPTZ" => kind is TypeKind.TypeTimestamp,
        "BOOLEAN" => kind is TypeKind.TypeBool,
        "TINYINT" or "SMALLINT" or "INTEGER" or "BIGINT" => kind is TypeKind.TypeInt64,
        "FLOAT" or "DOUBLE" => kind is TypeKind.TypeDouble,
        "BLOB" => kind is TypeKind.TypeBytes,
        _ => type.StartsWith("DECIMAL", StringComparison.Ordinal) && kind is TypeKind.TypeNumeric or TypeKind.TypeBignumeric,
    };

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
        DateTimeOffset moment => moment.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!, // not null, as the value is not
    };
}
