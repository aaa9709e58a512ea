using NodaTime;
using Value = Pulsepoint.Mcp.Testing.Google.GoogleSql.Wire.Value;

namespace Pulsepoint.Mcp.Testing.Google.BigQuery;

/// <summary>Dates and times without a zone, which GoogleSQL packs into the bits of one number.</summary>
internal static class CivilTime
{
    private const int MinuteBits = 6;
    private const int HourBits = 12;
    private const int DayBits = 17;
    private const int MonthBits = 22;
    private const int YearBits = 26;
    private const int NanoBits = 30;

    public static Value.Types.Datetime Pack(LocalDateTime moment) => new()
    {
        BitFieldDatetimeSeconds = ((long)moment.Year << YearBits) | ((long)moment.Month << MonthBits) | ((long)moment.Day << DayBits) | Seconds(moment.TimeOfDay),
        Nanos = moment.NanosecondOfSecond,
    };

    public static long Pack(LocalTime time) => (Seconds(time) << NanoBits) | (uint)time.NanosecondOfSecond;

    public static LocalDateTime Unpack(Value.Types.Datetime packed)
    {
        var bits = packed.BitFieldDatetimeSeconds;
        var day = new LocalDate((int)(bits >> YearBits), Part(bits, MonthBits, YearBits), Part(bits, DayBits, MonthBits));
        return day + Time(bits, packed.Nanos);
    }

    public static LocalTime UnpackTime(long packed) => Time(packed >> NanoBits, (int)(packed & ((1L << NanoBits) - 1)));

    private static long Seconds(LocalTime time) => ((long)time.Hour << HourBits) | ((long)time.Minute << MinuteBits) | (uint)time.Second;

    private static LocalTime Time(long bits, int nanos) =>
        new LocalTime(Part(bits, HourBits, DayBits), Part(bits, MinuteBits, HourBits), Part(bits, 0, MinuteBits)).PlusNanoseconds(nanos);

    private static int Part(long bits, int from, int to) => (int)((bits >> from) & ((1L << (to - from)) - 1));
}
