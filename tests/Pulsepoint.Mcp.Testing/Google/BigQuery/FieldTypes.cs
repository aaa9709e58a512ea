using System.Text.Json.Nodes;
using Pulsepoint.Mcp.Testing.Google.GoogleSql.Wire;

namespace Pulsepoint.Mcp.Testing.Google.BigQuery;

/// <summary>Columns as a schema names them, and as GoogleSQL knows them. Schemas are answered with the old names of types.</summary>
internal static class FieldTypes
{
    private const string Repeated = "REPEATED";

    public static IReadOnlyList<Column> Read(JsonNode? schema) =>
        [.. (schema?["fields"] as JsonArray ?? []).Select(f => new Column { Name = (string)f!["name"]!, Type = Type(f) })]; // a field without a name is a mistake of the test

    public static JsonObject Write(IEnumerable<Column> columns) => new() { ["fields"] = Fields(columns.Select(c => (c.Name, c.Type))) };

    /// <summary>A scalar type by either of its names.</summary>
    public static TypeKind KindOf(string name) => name.ToUpperInvariant() switch
    {
        "STRING" => TypeKind.TypeString,
        "BYTES" => TypeKind.TypeBytes,
        "INTEGER" or "INT64" => TypeKind.TypeInt64,
        "FLOAT" or "FLOAT64" => TypeKind.TypeDouble,
        "BOOLEAN" or "BOOL" => TypeKind.TypeBool,
        "NUMERIC" => TypeKind.TypeNumeric,
        "BIGNUMERIC" => TypeKind.TypeBignumeric,
        "DATE" => TypeKind.TypeDate,
        "TIME" => TypeKind.TypeTime,
        "DATETIME" => TypeKind.TypeDatetime,
        "TIMESTAMP" => TypeKind.TypeTimestamp,
        "JSON" => TypeKind.TypeJson,
        _ => throw BigQueryError.Invalid($"{name} is not a valid value", "schema"),
    };

    private static SqlType Type(JsonNode field)
    {
        var name = (string)field["type"]!;
        var element = name.ToUpperInvariant() is "RECORD" or "STRUCT"
            ? new SqlType { TypeKind = TypeKind.TypeStruct, StructType = Struct(field) }
            : new SqlType { TypeKind = KindOf(name) };
        return (string?)field["mode"] == Repeated ? new SqlType { TypeKind = TypeKind.TypeArray, ArrayType = new ArrayType { ElementType = element } } : element;
    }

    private static StructType Struct(JsonNode field)
    {
        var type = new StructType();
        foreach (var column in Read(field))
            type.Field.Add(new StructType.Types.Field { FieldName = column.Name, FieldType = column.Type });

        return type;
    }

    private static JsonArray Fields(IEnumerable<(string Name, SqlType Type)> fields)
    {
        var array = new JsonArray();
        foreach (var (name, type) in fields)
        {
            var element = type.ArrayType?.ElementType ?? type;
            var field = new JsonObject { ["name"] = name, ["type"] = NameOf(element.TypeKind), ["mode"] = type.ArrayType is null ? "NULLABLE" : Repeated };
            if (element.StructType is { } record)
                field["fields"] = Fields(record.Field.Select(f => (f.FieldName, f.FieldType)));

            array.Add((JsonNode)field);
        }

        return array;
    }

    private static string NameOf(TypeKind kind) => kind switch
    {
        TypeKind.TypeInt64 => "INTEGER",
        TypeKind.TypeDouble => "FLOAT",
        TypeKind.TypeBool => "BOOLEAN",
        TypeKind.TypeStruct => "RECORD",
        _ => kind.ToString()["Type".Length..].ToUpperInvariant(),
    };
}
