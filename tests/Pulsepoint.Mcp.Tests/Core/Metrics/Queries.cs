using NodaTime;
using Pulsepoint.Mcp.Core.Metrics.Query;

namespace Pulsepoint.Mcp.Tests.Core.Metrics;

/// <summary>Checked queries of the test tenant, on Monday 2026-11-23.</summary>
internal static class Queries
{
    public static LocalDate Today { get; } = new(2026, 11, 23);

    public static MetricQuery Check(MetricRequest request) =>
        QueryChecker.Check(request, Profiles.Aurora, new LocalDate(2024, 9, 1), _ => Today);
}
