using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Pulsepoint.Mcp.Google.BigQuery.Wire;

namespace Pulsepoint.Mcp.Google.BigQuery;

/// <summary>Writes values as BigQuery reads them: always as text, beside their type.</summary>
internal static class Parameters
{
    private static readonly LocalDateTimePattern s_dateTime = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss.FFFFFF");
    private static readonly InstantPattern s_instant = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss.FFFFFF'+00'");

    /// <param name="name">Without its <c>@</c>.</param>
    /// <param name="value">One value, or a list of values of one type. An empty list is an empty array, not null.</param>
    /// <exception cref="ArgumentException">BigQuery has no such type.</exception>
    public static QueryParameter Of(string name, object value) => value switch
    {
        IReadOnlyList<string> texts => Array(name, "STRING", texts),
        IReadOnlyList<long> numbers => Array(name, "INT64", numbers),
        IReadOnlyList<decimal> numbers => Array(name, "BIGNUMERIC", numbers),
        IReadOnlyList<LocalDate> days => Array(name, "DATE", days),
        _ => new QueryParameter(name, new QueryParameterType(TypeOf(value)), new QueryParameterValue { Value = Text(value) }),
    };

    private static QueryParameter Array<T>(string name, string type, IReadOnlyList<T> values)
        where T : notnull => new(
        name,
        new QueryParameterType("ARRAY") { ArrayType = new QueryParameterType(type) },
        new QueryParameterValue { ArrayValues = [.. values.Select(v => new QueryParameterValue { Value = Text(v) })] });

    private static string TypeOf(object value) => value switch
    {
        string => "STRING",
        long => "INT64",
        double => "FLOAT64",
        // A decimal of ours may have more digits than a NUMERIC.
        decimal => "BIGNUMERIC",
        bool => "BOOL",
        LocalDate => "DATE",
        LocalDateTime => "DATETIME",
        Instant => "TIMESTAMP",
        byte[] => "BYTES",
        _ => throw new ArgumentException($"BigQuery has no parameter like a {value.GetType().Name}.", nameof(value)),
    };

    private static string Text(object value) => value switch
    {
        string text => text,
        bool flag => flag ? "TRUE" : "FALSE",
        LocalDate day => LocalDatePattern.Iso.Format(day),
        LocalDateTime moment => s_dateTime.Format(moment),
        Instant instant => s_instant.Format(instant),
        byte[] bytes => Convert.ToBase64String(bytes),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!, // not null, as the value is not
    };
}
