using NodaTime;

namespace Pulsepoint.Mcp.Postgres.Tenancy;

/// <summary>A UUIDv7 begins with its milliseconds, so a range of time is a range of ids.</summary>
internal static class FirstId
{
    /// <summary>The smallest UUIDv7 of a millisecond.</summary>
    public static Guid Of(Instant at) => new($"{at.ToUnixTimeMilliseconds():x12}7000" + "8000000000000000");

    /// <summary>The smallest UUIDv7 of a day of UTC.</summary>
    public static Guid Of(LocalDate day) => Of(day.AtMidnight().InUtc().ToInstant());
}
