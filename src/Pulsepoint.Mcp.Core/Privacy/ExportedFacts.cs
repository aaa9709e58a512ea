namespace Pulsepoint.Mcp.Core.Privacy;

/// <summary>Whether an export holds the single orders, ads and sessions, so that nobody takes it for more than it is.</summary>
public enum ExportedFacts
{
    Exported,

    /// <summary>They were not wanted.</summary>
    LeftOut,

    /// <summary>The machine that exported keeps none.</summary>
    NotHere,
}
