using System.Text.Json.Nodes;
using Pulsepoint.Mcp.Testing.Google.GoogleSql.Wire;

namespace Pulsepoint.Mcp.Testing.Google.BigQuery;

/// <summary>A parameter of a query.</summary>
/// <param name="Name">Without its <c>@</c>.</param>
/// <param name="Type">As it is declared.</param>
/// <param name="Value">What it is.</param>
internal sealed record QueryValue(string Name, SqlType Type, Value Value)
{
    public static QueryValue Read(JsonNode json)
    {
        var type = TypeOf(json["parameterType"] ?? throw BigQueryError.Invalid("A query parameter has no type."));
        return new QueryValue((string?)json["name"] ?? "", type, ValueOf(json["parameterValue"] as JsonObject, type));
    }

    private static SqlType TypeOf(JsonNode json)
    {
        switch ((string?)json["type"])
        {
            case "ARRAY":
                return new SqlType { TypeKind = TypeKind.TypeArray, ArrayType = new ArrayType { ElementType = TypeOf(json["arrayType"]!) } };
            case "STRUCT":
                var record = new StructType();
                foreach (var field in (JsonArray)json["structTypes"]!)
                    record.Field.Add(new StructType.Types.Field { FieldName = (string?)field!["name"] ?? "", FieldType = TypeOf(field["type"]!) });

                return new SqlType { TypeKind = TypeKind.TypeStruct, StructType = record };
            case { } name:
                return new SqlType { TypeKind = FieldTypes.KindOf(name) };
            default:
                throw BigQueryError.Invalid("A query parameter has no type.");
        }
    }

    private static Value ValueOf(JsonObject? json, SqlType type) => type.TypeKind switch
    {
        TypeKind.TypeArray => new Value
        {
            ArrayValue = new Value.Types.Array { Element = { (json?["arrayValues"] as JsonArray ?? []).Select(v => ValueOf((JsonObject)v!, type.ArrayType.ElementType)) } },
        },
        TypeKind.TypeStruct => new Value
        {
            StructValue = new Value.Types.Struct { Field = { type.StructType.Field.Select(f => ValueOf((JsonObject?)json?["structValues"]?[f.FieldName], f.FieldType)) } },
        },
        _ => json?["value"] is { } value ? InputCell.Of(value, type) : new Value(),
    };
}
