using System.Globalization;
using Pulsepoint.Mcp.Core.Metrics.Results;

namespace Pulsepoint.Mcp.Server.Tools.Metrics;

/// <summary>One value as text: fractions as people read them, everything else as in the JSON.</summary>
internal static class CellText
{
    /// <summary>The type of columns whose numbers are fractions.</summary>
    public const string Percent = "percent";

    // Below a tenth of a percent two decimals would leave next to nothing.
    private const decimal Small = 0.001m;

    public static string? Of(Cell cell, string type) => cell.Number switch
    {
        null => cell.Text,
        { } fraction when type == Percent => $"{(fraction * 100m).ToString(Math.Abs(fraction) is > 0m and < Small ? "0.00##" : "0.00", CultureInfo.InvariantCulture)}%",
        { } number => number.ToString(CultureInfo.InvariantCulture),
    };
}
