using System.Globalization;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using Pulsepoint.Mcp.Testing.Google.GoogleSql.Wire;
using Value = Pulsepoint.Mcp.Testing.Google.GoogleSql.Wire.Value;

namespace Pulsepoint.Mcp.Testing.Google.BigQuery;

/// <summary>Values as they are answered: text in cells, whatever the type.</summary>
internal static class OutputCell
{
    private static readonly LocalDate s_epoch = new(1970, 1, 1);

    public static JsonNode Row(TableRow row, IReadOnlyList<Column> columns, bool exactTimestamps)
    {
        var cells = new JsonArray();
        for (var i = 0; i < columns.Count; i++)
            cells.Add((JsonNode)Cell(row.Cell[i], columns[i].Type, exactTimestamps));

        return new JsonObject { ["f"] = cells };
    }

    private static JsonObject Cell(Value value, SqlType type, bool exactTimestamps) => new() { ["v"] = Of(value, type, exactTimestamps) };

    private static JsonNode? Of(Value value, SqlType type, bool exactTimestamps)
    {
        switch (value.ValueCase)
        {
            case Value.ValueOneofCase.None:
                // An array that is null is answered as an empty one.
                return type.TypeKind == TypeKind.TypeArray ? new JsonArray() : null;
            case Value.ValueOneofCase.ArrayValue:
                return new JsonArray([.. value.ArrayValue.Element.Select(e => (JsonNode)Cell(e, type.ArrayType.ElementType, exactTimestamps))]);
            case Value.ValueOneofCase.StructValue:
                return new JsonObject
                {
                    ["f"] = new JsonArray([.. value.StructValue.Field.Zip(type.StructType.Field, (v, f) => (JsonNode)Cell(v, f.FieldType, exactTimestamps))]),
                };
            default:
                return Text(value, exactTimestamps);
        }
    }

    private static string Text(Value value, bool exactTimestamps) => value.ValueCase switch
    {
        Value.ValueOneofCase.StringValue => value.StringValue,
        Value.ValueOneofCase.Int64Value => value.Int64Value.ToString(CultureInfo.InvariantCulture),
        Value.ValueOneofCase.DoubleValue => value.DoubleValue.ToString("R", CultureInfo.InvariantCulture),
        Value.ValueOneofCase.BoolValue => value.BoolValue ? "true" : "false",
        Value.ValueOneofCase.BytesValue => value.BytesValue.ToBase64(),
        Value.ValueOneofCase.NumericValue => ScaledNumber.Text(value.NumericValue, ScaledNumber.Numeric),
        Value.ValueOneofCase.BignumericValue => ScaledNumber.Text(value.BignumericValue, ScaledNumber.BigNumeric),
        Value.ValueOneofCase.DateValue => LocalDatePattern.Iso.Format(s_epoch.PlusDays(value.DateValue)),
        Value.ValueOneofCase.TimestampValue => Timestamp((value.TimestampValue.Seconds * 1_000_000) + (value.TimestampValue.Nanos / 1_000), exactTimestamps),
        Value.ValueOneofCase.DatetimeValue => LocalDateTimePattern.ExtendedIso.Format(CivilTime.Unpack(value.DatetimeValue)),
        Value.ValueOneofCase.TimeValue => LocalTimePattern.ExtendedIso.Format(CivilTime.UnpackTime(value.TimeValue)),
        Value.ValueOneofCase.JsonValue => value.JsonValue,
        _ => throw new InvalidOperationException($"No cell holds {value.ValueCase}."),
    };

    private static string Timestamp(long microseconds, bool exact) =>
        exact ? microseconds.ToString(CultureInfo.InvariantCulture) : (microseconds / 1e6).ToString("0.0##############E0", CultureInfo.InvariantCulture);
}
