using NodaTime;

namespace Pulsepoint.Mcp.DuckDb.Demo;

/// <summary>A campaign of a demo brand.</summary>
/// <param name="Platform">One of <c>meta google tiktok</c>.</param>
/// <param name="Name">As the platform shows it.</param>
/// <param name="Type">Campaign type.</param>
/// <param name="Weight">Its part of the platform's budget, beside the others that run.</param>
/// <param name="Cpm">Cost of a thousand impressions, in the brand's currency.</param>
/// <param name="Ctr">Clicks per impression.</param>
internal sealed record DemoCampaign(string Platform, string Name, string Type, double Weight, decimal Cpm, double Ctr)
{
    public LocalDate StartedOn { get; init; } = DemoCalendar.FirstDay;

    public LocalDate? EndedOn { get; init; }

    /// <summary>Spends, but reports no conversion.</summary>
    public bool IsBarren { get; init; }

    /// <summary>A launch that lifts orders for two weeks.</summary>
    public bool IsLaunch => StartedOn > DemoCalendar.FirstDay && !IsBarren;
}
