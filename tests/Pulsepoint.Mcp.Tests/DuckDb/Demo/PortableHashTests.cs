using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.DuckDb.Demo;

namespace Pulsepoint.Mcp.Tests.DuckDb.Demo;

[TestFixture]
internal sealed class PortableHashTests
{
    // Worked out from the formula with whole numbers of any size, apart from this code.
    [TestCase(0, 0, 142689377)]
    [TestCase(1, 1, 533843075)]
    [TestCase(730_000_007, 1_013, 659153967)]
    [TestCase(2_147_483_648, 7, 1327124879)]
    public void The_hash_of_a_row_never_changes(long x, long salt, long expected)
    {
        PortableHash.Of(x, salt).Should().Be(expected);
    }

    [Test]
    public void Units_lie_evenly_between_zero_and_one()
    {
        var bins = new int[100];

        for (var x = 0; x < 200_000; x++)
            bins[(int)(PortableHash.Unit(x, 42) * bins.Length)]++;

        var chiSquare = bins.Sum(n => (n - 2_000.0) * (n - 2_000.0) / 2_000);
        chiSquare.Should().BeLessThan(150);
    }
}
