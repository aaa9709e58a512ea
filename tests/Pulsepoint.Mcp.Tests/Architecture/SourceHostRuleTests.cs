using FluentAssertions;
using NUnit.Framework;

namespace Pulsepoint.Mcp.Tests.Architecture;

internal sealed class SourceHostRuleTests
{
    [Test]
    public void No_file_names_a_registrys_host() => SourceHostRule.Violations(SourceTree.Checkout).Should().BeEmpty();

    [Test]
    public void A_planted_host_is_caught()
    {
        var host = string.Join('.', "Api", "NuGet", "org");

        SourceHostRule.Violations(SourceTree.Of((".ci/run", $"curl https://{host}/v3"))).Should().ContainSingle().Which.Should().StartWith(".ci/run names");
    }

    [Test]
    public void A_planted_source_is_caught() =>
        SourceHostRule.Violations(SourceTree.Of(("nuget.config", """<add key="mirror" value="http://127.0.0.1:8080/" />"""))).Should().Equal("nuget.config names an address");
}
