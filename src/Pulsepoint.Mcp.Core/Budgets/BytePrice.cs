using System.Globalization;

namespace Pulsepoint.Mcp.Core.Budgets;

/// <summary>What a tebibyte that was billed costs, in US dollars.</summary>
public sealed record BytePrice
{
    private const decimal BytesPerTebibyte = 1L << 40;
    private const decimal Most = 1000;
    private const int MostDecimals = 4;

    private BytePrice(decimal usdPerTebibyte) => UsdPerTebibyte = usdPerTebibyte;

    /// <summary>BigQuery's price on demand in its US multi-region.</summary>
    public static BytePrice Default { get; } = new(6.25m);

    public decimal UsdPerTebibyte { get; }

    /// <summary>From text like <c>6.25</c>: 0 to 1000, with four decimals at most.</summary>
    public static bool TryParse(string? text, out BytePrice? price)
    {
        var isPrice = decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var usd) && usd is >= 0 and <= Most && usd.Scale <= MostDecimals;
        price = isPrice ? new BytePrice(usd) : null;
        return isPrice;
    }

    /// <summary>In US dollars; below ten thousand of them without a digit lost for whole mebibytes, which is what is billed.</summary>
    public decimal CostOf(long billedBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(billedBytes);

        return billedBytes / BytesPerTebibyte * UsdPerTebibyte;
    }
}
