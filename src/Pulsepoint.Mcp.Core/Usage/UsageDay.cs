using NodaTime;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Usage;

/// <summary>One tenant's day, as a bill needs it.</summary>
public sealed record UsageDay
{
    public required TenantId Tenant { get; init; }

    /// <summary>A day of UTC.</summary>
    public required LocalDate Day { get; init; }

    /// <summary>Calls that the database let pass, and counted itself. What bills trust.</summary>
    public required long Counted { get; init; }

    /// <summary>Calls that the database counted and refused because they came too soon.</summary>
    public required long Refused { get; init; }

    /// <summary>Calls as clients reported them.</summary>
    public required long Reported { get; init; }

    /// <summary>
    /// Above zero: calls whose events are not here yet, or never come. Below zero: calls that were refused before the database
    /// counted them, or made while it was away.
    /// </summary>
    public long Difference => Counted - Reported;

    public required long TokensIn { get; init; }

    public required long TokensOut { get; init; }

    public required long Rows { get; init; }

    public required long BytesBilled { get; init; }

    /// <summary>US dollars.</summary>
    public required decimal CostUsd { get; init; }
}
