namespace Pulsepoint.Mcp.Core.Provisioning;

/// <summary>A table that is kept in pieces of a day, so that a question reads and pays for its own days only.</summary>
/// <param name="Column">The day, or the moment whose day in UTC counts.</param>
public sealed record DayPartition(string Column)
{
    /// <summary>After how many days a piece is deleted by itself; null for never.</summary>
    public int? KeptDays { get; init; }
}
