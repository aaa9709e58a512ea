using FluentAssertions;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Metrics.Values;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Tests.Core.Metrics.Values;

internal sealed class NearValuesTests
{
    private static readonly DimensionValue[] s_known =
        [.. new[] { "Glow Serum 30 ml", "Night Repair Cream", "SPF 50 Daily Shield", "Luma - Always On Meta" }.Select(v => new DimensionValue(v, [BrandId.Parse("luma-skin")], new LocalDate(2026, 11, 22)))];

    [TestCase("glo serm", "Glow Serum 30 ml")]
    [TestCase("glow-serum", "Glow Serum 30 ml")]
    [TestCase("nigth repair", "Night Repair Cream")]
    [TestCase("shild", "SPF 50 Daily Shield")]
    [TestCase("allways on meta", "Luma - Always On Meta")]
    public void A_name_that_is_nearly_one_finds_it_first(string sent, string meant) =>
        NearValues.Of(sent, s_known).Select(v => v.Value).Should().StartWith([meant]);

    [TestCase("zebra")]
    [TestCase("%")]
    [TestCase("_ -")]
    [TestCase("a very long text about nothing that any brand has ever sold anywhere")]
    public void What_is_near_nothing_gets_no_suggestion(string sent) =>
        NearValues.Of(sent, s_known).Should().BeEmpty();
}
