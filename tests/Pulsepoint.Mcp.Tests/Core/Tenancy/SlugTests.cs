using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Tests.Core.Tenancy;

internal sealed class SlugTests
{
    [TestCase("aurora")]
    [TestCase("luma-skin")]
    [TestCase("a1")]
    public void A_slug_is_accepted(string text) => TenantId.TryParse(text, out _).Should().BeTrue();

    [TestCase("")]
    [TestCase("..")]
    [TestCase("a/b")]
    [TestCase("a\\b")]
    [TestCase("Aurora")]
    [TestCase("-a")]
    [TestCase("a--b")]
    [TestCase("a\n")]
    [TestCase("é")]
    public void What_could_leave_its_folder_is_no_slug(string text)
    {
        TenantId.TryParse(text, out _).Should().BeFalse();
        BrandId.TryParse(text, out _).Should().BeFalse();
    }
}
