using NodaTime;
using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Refusals;

namespace Pulsepoint.Mcp.Core.Metrics.Time;

/// <summary>
/// The "now" of questions. It is the real time, but for demo tenants it may be fixed, so that a demonstration keeps its
/// answers. Keys, limits, events and logs never use it.
/// </summary>
public sealed class BusinessClock(TimeProvider time, Instant? fixedNow)
{
    /// <summary>The fixed now that was set; null when time runs.</summary>
    public Instant? Fixed => fixedNow;

    /// <summary>The business day in a zone.</summary>
    /// <exception cref="RefusalException">A fixed now was set and the tenant is not a demo tenant.</exception>
    public LocalDate Today(TenantProfile profile, string timeZone)
    {
        ArgumentNullException.ThrowIfNull(profile);

        if (fixedNow is not null && !profile.IsDemo)
        {
            throw new RefusalException(
                RefusalCode.ValueInvalid,
                "PULSEPOINT_NOW is set, and this tenant's data are not demo data.",
                "Remove PULSEPOINT_NOW from the client's configuration and restart the server.");
        }

        var now = fixedNow ?? Instant.FromDateTimeOffset(time.GetUtcNow());
        return now.InZone(DateTimeZoneProviders.Tzdb[timeZone]).Date;
    }
}
