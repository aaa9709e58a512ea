using CsCheck;
using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Budgets;

namespace Pulsepoint.Mcp.Tests.Core.Budgets;

internal sealed class ByteTextTests
{
    [TestCase(0L, "0 B")]
    [TestCase(1023L, "1023 B")]
    [TestCase(10485760L, "10 MiB")]
    [TestCase(13421772800L, "12.5 GiB")]
    [TestCase(1099511627776L, "1 TiB")]
    public void Bytes_are_written_as_people_read_them(long bytes, string text) => ByteText.Of(bytes).Should().Be(text);

    [TestCase("0", 0L)]
    [TestCase("10485760", 10485760L)]
    [TestCase("500GiB", 536870912000L)]
    [TestCase("1.5 TiB", 1649267441664L)]
    [TestCase("10mib", 10485760L)]
    [TestCase("1B", 1L)]
    public void They_are_read_the_same_way(string text, long bytes) => ByteText.TryParse(text).Should().Be(bytes);

    [TestCase(null)]
    [TestCase("")]
    [TestCase("GiB")]
    [TestCase("-1")]
    [TestCase("1e3")]
    [TestCase("0.3B")]
    [TestCase("10 GB of them")]
    [TestCase("500GB")]
    [TestCase("99999999999999999999")]
    [TestCase("9000000PiB")]
    public void Nothing_else_is_read(string? text) => ByteText.TryParse(text).Should().BeNull();

    [Test]
    public void Whole_numbers_of_a_unit_come_back() => Gen.Select(Gen.Long[1, 1023], Gen.Int[0, 4]).Sample((amount, unit) =>
        ByteText.TryParse(ByteText.Of(amount << (10 * unit))) == amount << (10 * unit));
}
