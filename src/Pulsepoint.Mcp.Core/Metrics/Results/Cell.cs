namespace Pulsepoint.Mcp.Core.Metrics.Results;

/// <summary>One value of a table: text (also dates) or a number; neither where the value is not available.</summary>
public readonly record struct Cell(string? Text, decimal? Number)
{
    public static Cell Of(string? text) => new(text, null);

    public static Cell Of(decimal? number) => new(null, number);
}
