using System.Globalization;

namespace Pulsepoint.Mcp.Core.Budgets;

/// <summary>Bytes as people write them: <c>12.5 GiB</c>.</summary>
public static class ByteText
{
    private const int PerUnit = 1024;

    private static readonly string[] s_units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];

    public static string Of(long bytes)
    {
        var (amount, unit) = ((decimal)bytes, 0);
        for (; amount >= PerUnit && unit < s_units.Length - 1; unit++)
            amount /= PerUnit;

        return string.Create(CultureInfo.InvariantCulture, $"{amount:0.##} {s_units[unit]}");
    }

    /// <summary>Reads <c>500GiB</c>, <c>1.5 TiB</c> or a plain number of bytes; null for anything else.</summary>
    public static long? TryParse(string? text)
    {
        if (text is null)
            return null;

        var unit = Array.FindLastIndex(s_units, u => text.EndsWith(u, StringComparison.OrdinalIgnoreCase));
        var number = unit < 0 ? text : text[..^s_units[unit].Length].TrimEnd();
        if (!decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount))
            return null;

        for (; unit > 0 && amount <= long.MaxValue / PerUnit; unit--)
            amount *= PerUnit;

        return unit <= 0 && amount <= long.MaxValue && amount == decimal.Truncate(amount) ? (long)amount : null;
    }
}
