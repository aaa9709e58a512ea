namespace Pulsepoint.Mcp.Core.Usage;

/// <summary>What a group's events come to, as clients reported them.</summary>
public sealed record UsageSum
{
    /// <summary>The day (ISO), the person's id, the tool or the brand; empty for the sum of all, and for events without one.</summary>
    public required string Group { get; init; }

    /// <summary>Of persons, the name as it stands now; null where it is not known, or not theirs to know who ask.</summary>
    public string? GroupName { get; init; }

    /// <summary>Calls of tools; the sums beside it are of all events.</summary>
    public required long Calls { get; init; }

    public required long TokensIn { get; init; }

    public required long TokensOut { get; init; }

    public required long Rows { get; init; }

    public required long BytesBilled { get; init; }

    /// <summary>US dollars.</summary>
    public required decimal CostUsd { get; init; }

    /// <summary>Milliseconds a call, on average; null without calls.</summary>
    public decimal? AverageMs { get; init; }

    public int? MaxMs { get; init; }

    /// <summary>Null where sums by day were read, as the next two.</summary>
    public decimal? P50Ms { get; init; }

    public decimal? P95Ms { get; init; }

    public decimal? P99Ms { get; init; }
}
