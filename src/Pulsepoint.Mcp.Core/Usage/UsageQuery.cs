using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Usage;

/// <summary>Which usage to sum, and by what.</summary>
public sealed record UsageQuery
{
    /// <summary>Days of UTC, both included, by the ids of the events.</summary>
    public required DateRange Days { get; init; }

    /// <summary>
    /// What the database must find in the key's row: without <see cref="Permissions.AuditRead"/> only the own person's rows
    /// are read, so whoever means to read all asks for it and is refused where it is gone.
    /// </summary>
    public required Permissions Need { get; init; }

    /// <summary>Only this person's.</summary>
    public UserId? User { get; init; }

    /// <summary>Null for one sum of all.</summary>
    public UsageGroup? By { get; init; }

    /// <summary>
    /// Whether the sums by day are read, which are kept as long as the organisation's record and know no brand and no
    /// percentile; else single events, which are kept 90 days.
    /// </summary>
    public bool FromDays { get; init; }
}
