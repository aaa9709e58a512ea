using System.Globalization;

namespace Pulsepoint.Mcp.DuckDb.Demo.Answers;

/// <summary>A metric as the second opinion computes it: its own formula, not the catalogue's.</summary>
/// <param name="Id">The catalogue's id.</param>
/// <param name="Breakdowns">By what it may be broken down, besides total, day, week and month.</param>
/// <param name="Compute">The value as text; null where a denominator is zero.</param>
internal sealed record AnswerMetric(string Id, IReadOnlyList<string> Breakdowns, Func<Totals, string?> Compute)
{
    private const int RatioDigits = 6;

    public static AnswerMetric Money(string id, IReadOnlyList<string> breakdowns, Func<Totals, decimal> cents) =>
        new(id, breakdowns, totals => Rounded(cents(totals) / 100));

    public static AnswerMetric Count(string id, IReadOnlyList<string> breakdowns, Func<Totals, decimal> count) =>
        new(id, breakdowns, totals => count(totals).ToString("0", CultureInfo.InvariantCulture));

    public static AnswerMetric MoneyPer(string id, IReadOnlyList<string> breakdowns, Func<Totals, decimal> cents, Func<Totals, decimal> per) =>
        new(id, breakdowns, totals => per(totals) is var n && n == 0 ? null : Rounded(cents(totals) / 100 / n));

    public static AnswerMetric Ratio(string id, IReadOnlyList<string> breakdowns, Func<Totals, decimal> part, Func<Totals, decimal> whole) =>
        new(id, breakdowns, totals => whole(totals) is var n && n == 0 ? null : Significant(part(totals) / n));

    public static string Rounded(decimal money) => Math.Round(money, 2, MidpointRounding.AwayFromZero).ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>Six significant digits, half away from zero.</summary>
    private static string Significant(decimal value)
    {
        if (value == 0)
            return "0";

        var decimals = RatioDigits;
        for (var size = Math.Abs(value); size < 0.1m && decimals < 28; size *= 10)
            decimals++;
        for (var size = Math.Abs(value); size >= 1 && decimals > 0; size /= 10)
            decimals--;

        return Math.Round(value, decimals, MidpointRounding.AwayFromZero).ToString("0.############################", CultureInfo.InvariantCulture);
    }
}
