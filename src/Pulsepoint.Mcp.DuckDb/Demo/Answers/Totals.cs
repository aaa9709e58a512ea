namespace Pulsepoint.Mcp.DuckDb.Demo.Answers;

/// <summary>One exact sum per measure. Money may have been converted, so it is a decimal of cents and not yet rounded.</summary>
internal sealed class Totals
{
    public static readonly int Count = Enum.GetValues<Measure>().Length;

    private readonly decimal[] _sums = new decimal[Count];

    public decimal this[Measure measure] => _sums[(int)measure];

    public void Add(ReadOnlySpan<long> amounts)
    {
        for (var i = 0; i < amounts.Length; i++)
            _sums[i] += amounts[i];
    }

    /// <summary>Adds amounts of another currency: money times the rate, everything else as it is.</summary>
    public void Add(ReadOnlySpan<long> amounts, decimal rate)
    {
        for (var i = 0; i < amounts.Length; i++)
            _sums[i] += IsMoney((Measure)i) ? amounts[i] * rate : amounts[i];
    }

    private static bool IsMoney(Measure measure) => measure
        is Measure.Gross or Measure.Discounts or Measure.Returns or Measure.Shipping or Measure.Tax or Measure.RefundAmount
        or Measure.Cogs or Measure.FirstOrderNet or Measure.Spend or Measure.ConversionValue;
}
