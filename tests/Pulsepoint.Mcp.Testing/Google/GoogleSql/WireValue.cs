using System.Globalization;
using System.Numerics;
using Google.Protobuf;
using NodaTime;
using Pulsepoint.Mcp.Testing.Google.BigQuery;
using Pulsepoint.Mcp.Testing.Google.GoogleSql.Wire;
using Timestamp = Google.Protobuf.WellKnownTypes.Timestamp;

namespace Pulsepoint.Mcp.Testing.Google.GoogleSql;

/// <summary>Values as the server takes and gives them: days since 1970, and decimals as whole numbers with a fixed scale, smallest byte first.</summary>
internal static class WireValue
{
    private const int NumericScale = 9;
    private const int BigNumericScale = 38;
    private const int MostDecimals = 10; // of our sums

    private static readonly LocalDate s_epoch = new(1970, 1, 1);

    /// <summary>The type that a parameter is declared with. A decimal of ours may have more digits than a NUMERIC.</summary>
    public static TypeKind TypeOf(object parameter) => parameter switch
    {
        string => TypeKind.TypeString,
        long => TypeKind.TypeInt64,
        decimal => TypeKind.TypeBignumeric,
        LocalDate => TypeKind.TypeDate,
        _ => throw new ArgumentException($"A parameter is no {parameter.GetType().Name}.", nameof(parameter)),
    };

    public static Value Of(object parameter) => parameter switch
    {
        string text => new Value { StringValue = text },
        long number => new Value { Int64Value = number },
        decimal number => new Value { BignumericValue = Bytes(number, BigNumericScale) },
        LocalDate day => new Value { DateValue = Period.DaysBetween(s_epoch, day) },
        _ => throw new ArgumentException($"A parameter is no {parameter.GetType().Name}.", nameof(parameter)),
    };

    /// <summary>A cell of a table; null is a value without a kind.</summary>
    public static Value OfCell(object? cell) => cell switch
    {
        null => new Value(),
        decimal number => new Value { NumericValue = Bytes(number, NumericScale) },
        DateOnly day => Of(LocalDate.FromDateOnly(day)),
        bool flag => new Value { BoolValue = flag },
        DateTime moment => new Value { TimestampValue = Timestamp.FromDateTime(DateTime.SpecifyKind(moment, DateTimeKind.Utc)) },
        _ => Of(cell),
    };

    public static LocalDate? Day(Value value) => value.ValueCase == Value.ValueOneofCase.None ? null : s_epoch.PlusDays(value.DateValue);

    public static string? Text(Value value) => value.ValueCase == Value.ValueOneofCase.None ? null : value.StringValue;

    public static decimal? Number(Value value) => value.ValueCase switch
    {
        Value.ValueOneofCase.None => null,
        Value.ValueOneofCase.Int64Value => value.Int64Value,
        Value.ValueOneofCase.NumericValue => decimal.Parse(ScaledNumber.Text(value.NumericValue, NumericScale), CultureInfo.InvariantCulture),
        Value.ValueOneofCase.BignumericValue => Decimal(value.BignumericValue),
        _ => throw new InvalidOperationException($"A measure is no {value.ValueCase}."),
    };

    private static ByteString Bytes(decimal number, int scale)
    {
        var bits = decimal.GetBits(number);
        BigInteger digits = new(new decimal(bits[0], bits[1], bits[2], decimal.IsNegative(number), scale: 0));
        var missing = scale - number.Scale;
        var scaled = missing >= 0 ? digits * BigInteger.Pow(10, missing) : throw new ArgumentException($"{number} has more than {scale} decimals.", nameof(number));
        return ByteString.CopyFrom(scaled.ToByteArray());
    }

    private static decimal Decimal(ByteString bytes)
    {
        var digits = BigInteger.DivRem(new BigInteger(bytes.Span), BigInteger.Pow(10, BigNumericScale - MostDecimals), out var rest);
        return rest.IsZero ? (decimal)digits / (decimal)BigInteger.Pow(10, MostDecimals) : throw new InvalidOperationException($"A sum has more than {MostDecimals} decimals.");
    }
}
