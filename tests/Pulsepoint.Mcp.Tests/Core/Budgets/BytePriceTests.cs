using System.Numerics;
using CsCheck;
using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Budgets;

namespace Pulsepoint.Mcp.Tests.Core.Budgets;

internal sealed class BytePriceTests
{
    [TestCase(0L, "0")]
    [TestCase(10485760L, "0.000059604644775390625")]
    [TestCase(1099511627776L, "6.25")]
    [TestCase(1099512676352L, "6.2500059604644775390625")]
    public void The_cost_is_exact(long billed, string usd) =>
        BytePrice.Default.CostOf(billed).Should().Be(decimal.Parse(usd, System.Globalization.CultureInfo.InvariantCulture));

    [Test]
    public void No_digit_is_lost_for_any_number_of_mebibytes() => Gen.Select(Gen.Long[0, 1L << 30], Gen.Int[0, 99_999]).Sample((mebibytes, tenths) =>
    {
        BytePrice.TryParse(FormattableString.Invariant($"{tenths / 10_000m}"), out var price).Should().BeTrue();

        var cost = price!.CostOf(mebibytes << 20);

        // cost * 2^20 == mebibytes * price, both in whole numbers of 10^-28.
        return WholeNumber(cost) * (1 << 20) == WholeNumber(tenths / 10_000m) * mebibytes;
    });

    [TestCase("6.25", true)]
    [TestCase("0", true)]
    [TestCase("1000", true)]
    [TestCase("1000.1", false)]
    [TestCase("-1", false)]
    [TestCase("6,25", false)]
    [TestCase("$5", false)]
    [TestCase("1.00001", false)]
    [TestCase("", false)]
    [TestCase(null, false)]
    public void Only_a_price_is_one(string? text, bool isPrice) => BytePrice.TryParse(text, out _).Should().Be(isPrice);

    private static BigInteger WholeNumber(decimal amount)
    {
        var bits = decimal.GetBits(amount);
        var digits = ((BigInteger)(uint)bits[2] << 64) + ((BigInteger)(uint)bits[1] << 32) + (uint)bits[0];
        return digits * BigInteger.Pow(10, 28 - amount.Scale);
    }
}
