using Pulsepoint.Mcp.Core.Metrics.Time;

namespace Pulsepoint.Mcp.Core.Moves;

/// <summary>Some rows of a table.</summary>
/// <param name="Name">Unique in its table, of letters, digits and underscores: <c>2025_11</c>.</param>
/// <param name="Days">Those whose day is one of these; null for all rows, or for those without a day.</param>
/// <param name="Rows">How many.</param>
public sealed record FactPart(string Name, DateRange? Days, long Rows)
{
    /// <summary>Every row of a table that is not cut by days.</summary>
    public const string Whole = "all";

    /// <summary>The rows of a table that is cut by days, but have none.</summary>
    public const string Dayless = "dayless";
}
