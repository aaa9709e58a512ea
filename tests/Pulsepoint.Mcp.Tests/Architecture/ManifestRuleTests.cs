using FluentAssertions;
using NUnit.Framework;

namespace Pulsepoint.Mcp.Tests.Architecture;

internal sealed class ManifestRuleTests
{
    [Test]
    public void The_manifest_describes_the_package() => ManifestRule.Violations(SourceTree.Checkout).Should().BeEmpty();

    [Test]
    public void A_version_that_only_the_package_has_is_caught()
    {
        var released = SourceTree.Of(SourceTree.Checkout.Files.Select(f => (f.Key, f.Key == "Directory.Build.props" ? "<Project><Version>9.9.9</Version></Project>" : f.Value)));

        ManifestRule.Violations(released).Should().HaveCount(2).And.OnlyContain(v => v.EndsWith("is not 9.9.9"));
    }
}
