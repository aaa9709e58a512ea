using NodaTime;

namespace Pulsepoint.Mcp.Postgres.Tenancy;

/// <summary>A UUIDv7 begins with its milliseconds, so a range of ids is a range of time.</summary>
internal static class IdRange
{
    /// <summary>The smallest id of a millisecond.</summary>
    public static Guid FirstOf(Instant at) => new($"{at.ToUnixTimeMilliseconds():x12}7000" + "8000000000000000");
}
