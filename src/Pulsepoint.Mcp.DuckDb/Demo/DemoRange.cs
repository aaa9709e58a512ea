using NodaTime;

namespace Pulsepoint.Mcp.DuckDb.Demo;

/// <summary>What to generate: from which day, as of which business moment, and how much.</summary>
/// <param name="From">First day; the demo's own by default, later in tests that want it short.</param>
/// <param name="Now">Business now: data end on each brand's local day of it.</param>
/// <param name="Scale">Multiplies orders, customers and ad groups.</param>
internal sealed record DemoRange(LocalDate From, Instant Now, int Scale)
{
    public static DemoRange Until(Instant now, int scale) => new(DemoCalendar.FirstDay, now, scale);
}
