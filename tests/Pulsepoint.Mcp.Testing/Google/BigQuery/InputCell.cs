using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using NodaTime;
using NodaTime.Text;
using Pulsepoint.Mcp.Testing.Google.GoogleSql.Wire;
using Value = Pulsepoint.Mcp.Testing.Google.GoogleSql.Wire.Value;

namespace Pulsepoint.Mcp.Testing.Google.BigQuery;

/// <summary>Values as they come in: JSON in rows that are loaded or inserted, text in parameters.</summary>
internal static class InputCell
{
    private static readonly LocalDate s_epoch = new(1970, 1, 1);

    /// <summary>One row by the names of its fields, which are not told apart by case.</summary>
    /// <exception cref="BigQueryError">A value does not fit its column, or has none.</exception>
    public static TableRow Row(JsonObject json, IReadOnlyList<Column> columns, bool ignoreUnknown)
    {
        var values = json.ToDictionary(p => p.Key, p => p.Value, StringComparer.OrdinalIgnoreCase);
        if (!ignoreUnknown && values.Keys.FirstOrDefault(k => !columns.Any(c => c.Name.Equals(k, StringComparison.OrdinalIgnoreCase))) is { } unknown)
            throw new BigQueryError(400, "invalid", $"no such field: {unknown}.", unknown);

        return new TableRow { Cell = { columns.Select(c => Named(values.GetValueOrDefault(c.Name), c)) } };
    }

    public static Value Of(JsonNode? json, SqlType type) => (json, type.TypeKind) switch
    {
        (null, TypeKind.TypeArray) => new Value { ArrayValue = new Value.Types.Array() },
        (null, _) => new Value(),
        (JsonArray items, TypeKind.TypeArray) => new Value { ArrayValue = new Value.Types.Array { Element = { items.Select(i => Of(i, type.ArrayType.ElementType)) } } },
        (JsonObject record, TypeKind.TypeStruct) => new Value
        {
            StructValue = new Value.Types.Struct { Field = { type.StructType.Field.Select(f => Of(record[f.FieldName], f.FieldType)) } },
        },
        (_, TypeKind.TypeJson) => new Value { JsonValue = json.ToJsonString() },
        _ => Scalar(json.GetValueKind() == JsonValueKind.String ? (string)json! : json.ToJsonString(), type.TypeKind),
    };

    public static Value Scalar(string text, TypeKind kind) => kind switch
    {
        TypeKind.TypeString => new Value { StringValue = text },
        TypeKind.TypeInt64 => new Value { Int64Value = long.Parse(text, CultureInfo.InvariantCulture) },
        TypeKind.TypeDouble => new Value { DoubleValue = double.Parse(text, CultureInfo.InvariantCulture) },
        TypeKind.TypeBool => new Value { BoolValue = bool.Parse(text) },
        TypeKind.TypeBytes => new Value { BytesValue = ByteString.FromBase64(text) },
        TypeKind.TypeNumeric => new Value { NumericValue = ScaledNumber.Bytes(text, ScaledNumber.Numeric) },
        TypeKind.TypeBignumeric => new Value { BignumericValue = ScaledNumber.Bytes(text, ScaledNumber.BigNumeric) },
        TypeKind.TypeDate => new Value { DateValue = Period.DaysBetween(s_epoch, LocalDatePattern.Iso.Parse(text).Value) },
        TypeKind.TypeTimestamp => new Value { TimestampValue = Timestamp.FromDateTimeOffset(Moment(text)) },
        TypeKind.TypeDatetime => new Value { DatetimeValue = CivilTime.Pack(LocalDateTimePattern.ExtendedIso.Parse(text.Replace(' ', 'T')).Value) },
        TypeKind.TypeTime => new Value { TimeValue = CivilTime.Pack(LocalTimePattern.ExtendedIso.Parse(text).Value) },
        TypeKind.TypeJson => new Value { JsonValue = text },
        _ => throw BigQueryError.Invalid($"{text} is no value of {kind}."),
    };

    private static Value Named(JsonNode? json, Column column)
    {
        try
        {
            return Of(json, column.Type);
        }
        catch (Exception e) when (e is FormatException or OverflowException or UnparsableValueException or InvalidOperationException)
        {
            throw new BigQueryError(400, "invalid", $"Cannot convert value of field {column.Name}: {json?.ToJsonString()}", column.Name);
        }
    }

    // Seconds since 1970, or a date and time; without a zone it is UTC's.
    private static DateTimeOffset Moment(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
        ? DateTimeOffset.UnixEpoch.AddTicks((long)Math.Round(seconds * 1e6) * 10)
        : DateTimeOffset.Parse(text.Replace(" UTC", "Z", StringComparison.Ordinal), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
