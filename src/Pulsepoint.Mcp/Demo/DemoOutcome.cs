using NodaTime;

namespace Pulsepoint.Mcp.Demo;

/// <summary>What a run of the demo made or found.</summary>
internal sealed record DemoOutcome
{
    public required string State { get; init; }

    public required Instant Now { get; init; }

    /// <summary>Where the database listens, without user or password.</summary>
    public required string Database { get; init; }

    public required IReadOnlyList<DemoOrganisation> Organisations { get; init; }

    public required DemoAnswer Answer { get; init; }

    /// <summary>Seconds by step.</summary>
    public required IReadOnlyDictionary<string, double> Seconds { get; init; }
}
