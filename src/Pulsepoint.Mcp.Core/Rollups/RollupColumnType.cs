namespace Pulsepoint.Mcp.Core.Rollups;

/// <summary>What a column of a roll-up holds.</summary>
public enum RollupColumnType
{
    /// <summary>A name or a code; may be missing.</summary>
    Text,

    /// <summary>A day, local to the brand (shops) or the ad account; in sums by month the first of the month.</summary>
    Day,

    /// <summary>Money in the currency that the row names, or another exact decimal.</summary>
    Amount,

    /// <summary>A whole number.</summary>
    Count,
}
