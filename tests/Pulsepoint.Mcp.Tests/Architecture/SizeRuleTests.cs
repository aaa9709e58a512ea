using FluentAssertions;
using NUnit.Framework;

namespace Pulsepoint.Mcp.Tests.Architecture;

internal sealed class SizeRuleTests
{
    [Test]
    public void No_source_file_is_too_long() => SizeRule.TooLong(SourceTree.Checkout).Should().BeEmpty();

    [Test]
    public void Half_of_the_source_files_are_short() => SizeRule.Median(SourceTree.Checkout).Should().BeInRange(1, SizeRule.MedianLines);

    [Test]
    public void Every_folder_is_named_by_a_word_of_the_domain() => SizeRule.FoldersWithoutMeaning(SourceTree.Checkout).Should().BeEmpty();

    [Test]
    public void A_file_one_line_too_long_is_caught()
    {
        var tree = SourceTree.Of(("src/A/Long.cs", Text(SizeRule.MostLines + 1)), ("src/A/Fits.cs", Text(SizeRule.MostLines)));

        SizeRule.TooLong(tree).Should().Equal($"src/A/Long.cs has {SizeRule.MostLines + 1} lines");
    }

    [Test]
    public void Files_that_grow_in_general_are_caught()
    {
        var tree = SourceTree.Of(("src/A/Short.cs", Text(1)), ("src/A/One.cs", Text(90)), ("src/A/Two.cs", Text(91)));

        SizeRule.Median(tree).Should().Be(90).And.BeGreaterThan(SizeRule.MedianLines);
    }

    [TestCase("src/A/Services/Thing.cs")]
    [TestCase("tests/A/Utils/Thing.cs")]
    public void A_folder_without_meaning_is_caught(string path) =>
        SizeRule.FoldersWithoutMeaning(SourceTree.Of((path, "class Thing;"), ("src/A/Brands/Brand.cs", "class Brand;"))).Should().Equal(Path.GetDirectoryName(path));

    private static string Text(int lines) => string.Concat(Enumerable.Repeat("// line\n", lines));
}
